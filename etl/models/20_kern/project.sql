-- Eén rij per project: de nieuwste versie, zonder ingetrokken rijen.
from huidige('staging.project')
