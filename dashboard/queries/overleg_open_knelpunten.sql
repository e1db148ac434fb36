-- één rij per knelpunt van een keten dat nog open staat, oudste eerst
select id, nummer, knelpunt, soort, datum, datum_van, escalatie_naar, escalatie_op, (select peildatum from staging.bouw) as peildatum
from dossier.knelpunt
where keten = $keten and opgelost_op is null and oplossing is null
order by datum_van nulls last, knelpunt
