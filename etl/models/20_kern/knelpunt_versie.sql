-- Eén rij per versie van een knelpunt dat ooit geleverd is, ook ingetrokken; versie 1 is de eerste.
select
    * exclude (rij, sleutel, inhoud, leveringsvolgorde),
    row_number() over (partition by sleutel order by leveringsvolgorde) as versie,
    row_number() over (partition by sleutel order by leveringsvolgorde desc) = 1 as is_nieuwste
from versies('staging.knelpunt')
