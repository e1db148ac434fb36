-- Eén rij per succesfactor: de nieuwste versie, zonder ingetrokken rijen.
from huidige('staging.succesfactor')
