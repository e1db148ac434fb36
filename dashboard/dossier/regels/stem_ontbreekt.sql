-- Eén rij per keten waar van een partij aan tafel niets in het dossier staat, terwijl anderen wel bijdroegen.
with bewaard as (
    select keten, partij, datum_tot, op, herkomst from dossier.duiding
    union all by name
    select keten, partij, datum_tot, op, herkomst from dossier.oordeel
    union all by name
    select keten, partij, datum_tot, op, herkomst from dossier.standpunt
    union all by name
    select keten, partij, op, herkomst from dossier.agendapunt
    union all by name
    -- Een signaal uit de praktijk hoort bij een groep; de partij is die van wie het bewaarde.
    select keten, wie_partij as partij, datum_tot, op, herkomst from dossier.praktijksignaal where herkomst = 'app'
),
-- Van een geleverde rij zonder datum is niet bekend wanneer het is gezegd.
bijdrage as (
    select keten, partij, coalesce(datum_tot, case when herkomst = 'app' then op::date end) as dag
    from bewaard
),
recent as (
    select keten, lower(trim(partij)) as partij
    from bijdrage
    where dag > $peildatum - to_months($maanden_terug::integer)
),
-- Wie korter aan tafel zit dan de tijd waarnaar wordt gekeken, heeft nog niet kunnen zwijgen.
tafel as (
    select keten, partij, list_transform(string_split(concat_ws(';', partij, ook_bekend_als), ';'), lambda naam: lower(trim(naam))) as namen
    from aan_tafel($peildatum)
    where coalesce(van_tot <= $peildatum - to_months($maanden_terug::integer), true)
),
gehoord as (
    select *, exists (select 1 from recent as r where r.keten = t.keten and list_contains(t.namen, r.partij)) as is_gehoord
    from tafel as t
),
per_keten as (
    select keten, count(*) filter (is_gehoord) as anderen, list(partij order by partij) filter (not is_gehoord) as stil
    from gehoord
    group by keten
)
select
    keten, null as project, null as indicator, null as reeks, keten as onderwerp, null as van, null as tot,
    anderen as waarnemingen, anderen < $minimum_waarnemingen as te_weinig,
    {'partijen': stil} as onderbouwing,
    {'partijen': lijst_in_woorden(stil), 'maanden': $maanden_terug::integer::varchar} as woorden
from per_keten
where anderen > 0 and len(stil) > 0
