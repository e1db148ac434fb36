-- Eén rij per schakel: de nieuwste versie, zonder ingetrokken rijen.
from huidige('staging.schakel')
