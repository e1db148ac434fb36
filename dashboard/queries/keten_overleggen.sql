-- één rij per overleg van een keten, op tijd
select overleg, naam, soort, datum, datum_van, datum_tot, voorzitter, deelnemers, frequentie, uitkomst, bron
from kern.overleg where keten = $keten order by datum_van nulls first, naam
