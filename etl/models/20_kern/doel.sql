-- Eén rij per doel: de nieuwste versie, zonder ingetrokken rijen.
from huidige('staging.doel')
