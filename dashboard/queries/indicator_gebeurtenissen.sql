-- één rij per gebeurtenis die de indicator raakt: van haar zelf, haar project of haar hele keten
select g.keten, g.project, g.indicator, g.datum, g.datum_van, g.datum_tot, g.soort, g.omschrijving, g.bron
from kern.gebeurtenis as g join kern.indicator as i on i.keten = g.keten
where i.indicator = $indicator and (g.indicator = i.indicator or (g.indicator is null and (g.project is null or g.project = i.project)))
order by g.datum_van nulls first, g.omschrijving
