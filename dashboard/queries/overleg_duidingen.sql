-- één rij per verhaal van een partij bij een cijfer of vraag van een keten, oudste eerst
select d.id, d.nummer, d.indicator, d.signaal, d.partij, d.duiding, d.datum, d.op, d.wie_rol, d.wie_partij, d.zichtbaarheid
from dossier.duiding as d
where d.keten = $keten
order by d.op, d.id
