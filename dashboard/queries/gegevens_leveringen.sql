-- één rij per levering, nieuwste eerst
select l.levering, l.naam, l.leverancier, l.geleverd_op, l.geladen_op, l.status, l.fictief, l.niets_nieuws, l.toelichting, l.rijen, count(w.regel) as waarschuwingen
from staging.levering as l left join staging.waarschuwing as w using (levering)
group by all
order by l.geleverd_op desc, l.geladen_op desc, l.levering desc
