-- één rij per besluit, afspraak, knelpunt of minderheidsstandpunt van een overleg, in de volgorde waarin het is vastgelegd
select 'besluit' as soort, id, agendapunt, besluit as tekst, null as partij, null as klaar_op, null as betrokken_partijen, null as escalatie_naar, datum, op
from dossier.besluit where overleg = $overleg
union all by name
select 'afspraak' as soort, id, agendapunt, afspraak as tekst, voortouw as partij, klaar_op, betrokken_partijen, datum, op
from dossier.afspraak where overleg = $overleg
union all by name
select 'knelpunt' as soort, id, agendapunt, knelpunt as tekst, escalatie_naar, datum, op
from dossier.knelpunt where overleg = $overleg
union all by name
select 'standpunt' as soort, id, agendapunt, standpunt as tekst, partij, datum, op
from dossier.standpunt where overleg = $overleg
order by op, soort, id
