-- één rij per oordeel met zijn bron
select o.*, l.leverancier, l.geleverd_op, l.fictief
from kern.oordeel as o left join staging.levering as l using (levering)
where ($keten is null or o.keten = $keten) and ($project is null or o.project = $project)
order by o.keten, o.onderwerp, o.actor, o.datum_van nulls first
