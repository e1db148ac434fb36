-- één rij per oordeel, met de partij waar de actor bij hoort (leeg: niet herleid)
with namen as (
    select keten, partij, partij as naam from kern.partij
    union all
    select keten, partij, trim(unnest(string_split(ook_bekend_als, ';'))) from kern.partij where ook_bekend_als is not null
),
oordeel as (
    select keten, project, actor, partij, actorgroep, datum, datum_van, onderwerp, oordeel, toelichting, bron from kern.oordeel
    union all
    select keten, project, actor, partij, actorgroep, datum, datum_van, onderwerp, oordeel, toelichting, bron
    from dossier.oordeel
    where herkomst = 'app'
)
select
    o.actor, coalesce(o.actorgroep, 'onbekend') as actorgroep, o.datum, o.onderwerp, o.oordeel, o.toelichting, o.bron,
    (select min(n.partij) from namen as n where n.keten = o.keten and lower(n.naam) = lower(coalesce(o.partij, o.actor))) as herleid,
    exists (select 1 from namen as n where n.keten = o.keten and lower(n.naam) = lower(o.actor)) as is_partij
from oordeel as o
where o.keten = $keten and ($project is null or o.project = $project)
order by actorgroep, o.actor, o.datum_van nulls first, o.onderwerp
