-- één rij per versie van een afspraak, de eerste eerst, met wie haar maakte, wanneer en waarom
select * from dossier.afspraak_versie where $keten is null or keten = $keten order by id, nummer
