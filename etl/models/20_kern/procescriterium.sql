-- Eén rij per procescriterium: de nieuwste versie, zonder ingetrokken rijen.
from huidige('staging.procescriterium')
