-- Eén rij per oordeel: de nieuwste versie, zonder ingetrokken rijen.
from huidige('staging.oordeel')
