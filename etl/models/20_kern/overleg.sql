-- Eén rij per overleg: de nieuwste versie, zonder ingetrokken rijen.
from huidige('staging.overleg')
