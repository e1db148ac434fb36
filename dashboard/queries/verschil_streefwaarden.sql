-- één rij per streefwaarde van de keten, op naam van de indicator en op tijd; pilots tonen er geen
select
    s.indicator, i.naam, i.eenheid, s.van, s.volgens, s.waarde, s.tekst, s.tot, s.soort, s.vastgesteld_door,
    l.geleverd_op, l.leverancier, coalesce(s.bron, l.leverancier) as bron
from kern.streefwaarde as s
join kern.indicator as i using (indicator)
left join kern.project as p on p.project = i.project
left join staging.levering as l on l.levering = s.levering
where i.keten = $keten and coalesce(p.soort, '') <> 'pilot'
order by i.naam, s.indicator, s.van_van nulls first, s.volgens
