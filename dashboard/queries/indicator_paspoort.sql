-- één rij: het paspoort van de indicator, met de namen van wat zij noemt
select
    i.*, d.omschrijving as doel_omschrijving, p.naam as projectnaam, coalesce(p.soort, '') = 'pilot' as is_pilot,
    t.naam as tegenindicator_naam, l.leverancier
from kern.indicator as i
left join kern.doel as d on d.doel = i.doel
left join kern.project as p on p.project = i.project
left join kern.indicator as t on t.indicator = i.tegenindicator
left join staging.levering as l on l.levering = i.levering
where i.indicator = $indicator
