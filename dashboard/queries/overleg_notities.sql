-- één rij per eigen aantekening bij de voorbereiding van een overleg, oudste eerst
select id, nummer, notitie, op, wie_rol, wie_partij
from dossier.notitie
where overleg = $overleg
order by op
