-- één rij per versie van het paspoort van de indicator, oudste eerst, met de namen van wat zij noemt en wie haar leverde
select
    v.*, d.omschrijving as doel_omschrijving, t.naam as tegenindicator_naam, l.leverancier
from kern.indicator_versie as v
left join kern.doel as d on d.doel = v.doel
left join kern.indicator as t on t.indicator = v.tegenindicator
left join staging.levering as l on l.levering = v.levering
where v.indicator = $indicator
order by v.versie
