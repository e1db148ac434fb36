-- één rij per knelpunt van de keten, nieuwste eerst, met wie het leverde
select n.knelpunt_id, n.knelpunt, n.escalatie_naar, n.oplossing, n.opgelost_op, l.geleverd_op, l.leverancier, coalesce(n.bron, l.leverancier) as bron
from kern.knelpunt as n left join staging.levering as l using (levering)
where n.keten = $keten
order by n.datum_van desc nulls last, n.knelpunt_id
