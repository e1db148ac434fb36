-- één rij per afspraak van de keten, nieuwste eerst, met wie haar leverde
select a.afspraak_id, a.afspraak, a.voortouw, a.klaar_op, a.status, a.status_op, l.geleverd_op, l.leverancier, coalesce(a.bron, l.leverancier) as bron
from kern.afspraak as a left join staging.levering as l using (levering)
where a.keten = $keten
order by a.datum_van desc nulls last, a.afspraak_id
