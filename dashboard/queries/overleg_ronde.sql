-- één rij per actorgroep en onderwerp in de vragenronde na een overleg, met wat daarvan te zien mag zijn
select
    actorgroep, onderwerp, count(*) as gehoord, list(oordeel order by oordeel) as oordelen,
    list(toelichting order by lower(toelichting)) filter (toelichting is not null) as woorden
from dossier.oordeel
where overleg = $overleg and herkomst = 'app'
group by actorgroep, onderwerp
order by actorgroep, onderwerp
