-- Eén rij per indicator: de nieuwste versie, zonder ingetrokken rijen.
from huidige('staging.indicator')
