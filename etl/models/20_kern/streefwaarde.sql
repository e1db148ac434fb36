-- Eén rij per streefwaarde: de nieuwste versie, zonder ingetrokken rijen.
from huidige('staging.streefwaarde')
