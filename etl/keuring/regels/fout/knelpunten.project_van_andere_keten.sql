-- Een rij bij een project hoort bij de keten van dat project.
select n.rij, 'project' as kolom, n.project as waarde,
    'hoort bij de keten ' || p.keten || ', niet bij ' || n.keten || '. Verbeter keten of project.' as tekst
from nieuw.knelpunten as n
join alle.projecten as p on p.project = n.project
where p.keten <> n.keten and n.vervallen is distinct from 'ja'
order by n.rij
