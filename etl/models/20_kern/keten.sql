-- Eén rij per keten: de nieuwste versie, zonder ingetrokken rijen.
from huidige('staging.keten')
