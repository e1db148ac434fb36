-- Eén rij per versie van een oordeel dat ooit geleverd is, ook ingetrokken; het kenmerk staat voor alle kolommen van de sleutel.
select
    * exclude (rij, sleutel, inhoud, leveringsvolgorde),
    left(md5(to_json(sleutel)::varchar), 16) as kenmerk,
    row_number() over (partition by sleutel order by leveringsvolgorde) as versie,
    row_number() over (partition by sleutel order by leveringsvolgorde desc) = 1 as is_nieuwste
from versies('staging.oordeel')
