-- Eén rij per knelpunt: de nieuwste versie, zonder ingetrokken rijen.
from huidige('staging.knelpunt')
