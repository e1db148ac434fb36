-- Eén rij per open knelpunt dat na het sluiten opnieuw is gemeld, of in meer overleggen terugkwam.
with stand as (
    select *, is_dicht(opgelost_op, wijze, oplossing) as dicht, coalesce(opgelost_op_tot, op::date) as dicht_op
    from dossier.knelpunt_versie
),
heropend as (
    select distinct id
    from (select id, not dicht and lag(dicht) over (partition by id order by nummer) as is_heropend from stand)
    where is_heropend
),
-- Ook een nieuw knelpunt met dezelfde woorden is hetzelfde knelpunt.
opnieuw as (
    select distinct k.id
    from dossier.knelpunt as k
    join stand as e on e.keten = k.keten and e.id <> k.id and e.is_nieuwste and not e.is_ingetrokken and e.dicht and e.dicht_op <= k.datum_van
    where gelijk_deel(k.knelpunt, e.knelpunt) > $deel_gelijk
),
besproken as (
    select knelpunt as id, overleg, dag from gesprek($peildatum) where knelpunt is not null
    union
    select k.id, o.overleg, o.datum_van from dossier.knelpunt as k join gehouden($peildatum) as o on o.overleg = k.overleg
),
geteld as (
    select
        k.id, k.keten, k.project, k.knelpunt, count(distinct b.overleg) as overleggen, max(b.dag) as tot,
        k.id in (from heropend) or k.id in (from opnieuw) as is_terug
    from dossier.knelpunt as k
    left join besproken as b using (id)
    where not is_dicht(k.opgelost_op, k.wijze, k.oplossing)
    group by k.id, k.keten, k.project, k.knelpunt
)
select
    keten, project, null as indicator, null as reeks, id as onderwerp, null as van,
    case when is_terug or overleggen >= $minimum_waarnemingen then tot end as tot,
    overleggen as waarnemingen, not is_terug and overleggen < $minimum_waarnemingen as te_weinig,
    {'overleggen': overleggen, 'opnieuw_gemeld': is_terug} as onderbouwing,
    {
        'knelpunt': knelpunt,
        'wat': concat_ws(' en ',
            case when is_terug then 'is na het sluiten opnieuw gemeld' end,
            case when overleggen >= $minimum_waarnemingen then 'kwam in ' || overleggen || ' overleggen terug' end)
    } as woorden
from geteld
where is_terug or overleggen > 0
