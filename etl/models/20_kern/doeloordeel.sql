-- Eén rij per doeloordeel: de nieuwste versie, zonder ingetrokken rijen.
from huidige('staging.doeloordeel')
