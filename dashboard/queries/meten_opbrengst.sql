-- één rij per regel waarvan een vraag op een agenda kwam: hoe vaak dat was, en wat ervan kwam
with punt as (
    select id, regel, signaal, stand from dossier.agendapunt where regel is not null
)
select
    p.regel,
    count(*) filter (p.stand = 'besproken') as besproken,
    count(*) filter (p.stand = 'doorgeschoven') as doorgeschoven,
    count(*) filter (p.stand is distinct from 'besproken' and p.stand is distinct from 'doorgeschoven') as nog_te_bespreken,
    (select count(*) from dossier.duiding as d where d.signaal in (select q.signaal from punt as q where q.regel = p.regel)) as verhalen,
    (select count(*) from dossier.besluit as b where b.agendapunt in (select q.id from punt as q where q.regel = p.regel)) as besluiten,
    (select count(*) from dossier.afspraak as a where a.agendapunt in (select q.id from punt as q where q.regel = p.regel)) as afspraken
from punt as p
group by p.regel
order by p.regel
