-- Eén rij per streefwaarde: de nieuwste versie, zonder ingetrokken rijen.
select * exclude (geleverd_op, vervallen, versie, is_nieuwste)
from kern.streefwaarde_versie
where is_nieuwste and vervallen is distinct from 'ja'
