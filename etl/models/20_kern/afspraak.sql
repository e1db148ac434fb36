-- Eén rij per afspraak: de nieuwste versie, zonder ingetrokken rijen.
select * exclude (geleverd_op, vervallen, versie, is_nieuwste)
from kern.afspraak_versie
where is_nieuwste and vervallen is distinct from 'ja'
