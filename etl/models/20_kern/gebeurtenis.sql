-- Eén rij per gebeurtenis: de nieuwste versie, zonder ingetrokken rijen.
from huidige('staging.gebeurtenis')
