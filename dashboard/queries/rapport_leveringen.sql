-- één rij per levering waar gegevens van een keten uit komen, nieuwste eerst
with gebruikt as (
    select levering from kern.keten where keten = $keten
    union select levering from kern.doel where keten = $keten
    union select levering from kern.meting where keten = $keten
    union select levering from kern.overleg where keten = $keten
    union select levering from kern.afspraak_versie where keten = $keten
    union select levering from kern.knelpunt_versie where keten = $keten
    union select i.levering from kern.indicator as i where i.keten = $keten
)
select l.levering, l.leverancier, l.geleverd_op::date as geleverd_op, l.geladen_op::date as geladen_op, l.fictief
from staging.levering as l semi join gebruikt as g using (levering)
order by l.geleverd_op desc, l.levering
