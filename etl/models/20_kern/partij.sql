-- Eén rij per partij: de nieuwste versie, zonder ingetrokken rijen.
from huidige('staging.partij')
