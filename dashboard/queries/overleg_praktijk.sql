-- één rij per signaal of verhaal van de werkvloer in een keten, nieuwste eerst
select id, nummer, actorgroep, datum, datum_van, praktijksignaal, bron, wie_rol, wie_partij, op
from dossier.praktijksignaal
where keten = $keten
order by datum_van desc nulls last, op desc
