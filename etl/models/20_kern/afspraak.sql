-- Eén rij per afspraak: de nieuwste versie, zonder ingetrokken rijen.
from huidige('staging.afspraak')
