-- één rij per knelpunt met zijn bron
select n.*, l.leverancier, l.geleverd_op, l.fictief
from kern.knelpunt as n left join staging.levering as l using (levering)
where ($keten is null or n.keten = $keten) and ($project is null or n.project = $project)
order by n.keten, n.datum_van nulls last, n.knelpunt_id
