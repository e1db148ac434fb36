-- Eén rij per oordeel: de nieuwste versie, zonder ingetrokken rijen.
select * exclude (geleverd_op, vervallen, kenmerk, versie, is_nieuwste)
from kern.oordeel_versie
where is_nieuwste and vervallen is distinct from 'ja'
