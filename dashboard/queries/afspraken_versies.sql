-- één rij per versie van een afspraak, de eerste eerst, met wie haar maakte, wanneer en waarom
select * from dossier.afspraak_versie
where $keten is null or id in (select id from dossier.afspraak_versie where is_nieuwste and keten = $keten)
order by id, nummer
