-- één rij per gebeurtenis van een keten, op tijd
select keten, project, indicator, datum, datum_van, datum_tot, soort, omschrijving, bron
from kern.gebeurtenis
where keten = $keten and ($project is null or project = $project or project is null)
order by datum_van nulls first, omschrijving
