-- één rij per afspraak met haar bron
select a.*, l.leverancier, l.geleverd_op, l.fictief
from kern.afspraak as a left join staging.levering as l using (levering)
where ($keten is null or a.keten = $keten) and ($project is null or a.project = $project)
order by a.keten, a.datum_van desc nulls last, a.afspraak_id
