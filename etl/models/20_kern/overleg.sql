-- Eén rij per overleg: de nieuwste versie, zonder ingetrokken rijen.
select * exclude (geleverd_op, vervallen, versie, is_nieuwste)
from kern.overleg_versie
where is_nieuwste and vervallen is distinct from 'ja'
