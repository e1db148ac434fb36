-- één rij per actorgroep en onderwerp in de vragenronde na een overleg; een te kleine groep blijft leeg
with antwoord as (
    select actorgroep, onderwerp, oordeel, toelichting
    from dossier.oordeel
    where overleg = $overleg and herkomst = 'app'
)
select
    actorgroep, onderwerp,
    case when count(*) >= $minstens then count(*) end as gehoord,
    case when count(*) >= $minstens then list(oordeel order by oordeel) end as oordelen,
    case when count(*) >= $minstens then list(toelichting order by lower(toelichting)) filter (toelichting is not null) end as woorden
from antwoord
group by actorgroep, onderwerp
order by actorgroep, onderwerp
