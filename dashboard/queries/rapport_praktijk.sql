-- één rij per signaal of verhaal van de werkvloer in een keten, nieuwste eerst; met $sinds alleen wat na die dag speelde of is opgeschreven
select id, actorgroep, datum, praktijksignaal, bron
from dossier.praktijksignaal
where keten = $keten and ($sinds is null or coalesce(datum_tot > $sinds, false) or op::date > $sinds)
order by datum_van desc nulls last, op desc, id
