-- één rij per versie van een knelpunt van een keten, in de volgorde waarin de versies ontstonden
select
    id, nummer, knelpunt, soort, datum, datum_van, escalatie_naar, escalatie_op, oplossing, wijze, opgelost_op, op, herkomst, is_nieuwste, is_ingetrokken
from dossier.knelpunt_versie
where keten = $keten
order by id, nummer
