-- één rij per overleg van een keten, op tijd; wat nog wordt voorbereid niet
select id as overleg, naam, soort, datum, datum_van, datum_tot, voorzitter, deelnemers, frequentie, uitkomst, bron
from dossier.overleg where keten = $keten and stand is distinct from 'voorbereiding' order by datum_van nulls first, naam
