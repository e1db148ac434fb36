-- Eén rij per meting: de nieuwste versie van elke sleutel, zonder ingetrokken rijen.
select * exclude (vervallen, is_nieuwste)
from kern.meting_versie
where is_nieuwste and vervallen is distinct from 'ja'
