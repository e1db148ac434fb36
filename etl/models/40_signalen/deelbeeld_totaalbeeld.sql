-- Eén rij per doel waar de projecten gunstig bewegen en het geheel niet.
with stand as (
    from recente_stand($recente_perioden)
    where doel is not null
),
per_doel as (
    select
        doel, any_value(keten) as keten, min(punten) as punten, max(tot) as tot,
        min(eerste_bijzonder) filter (project is not null and stand = 'gunstig') as van,
        count(*) filter (project is not null) as delen,
        count(*) filter (project is not null and stand = 'gunstig') as gunstige_delen,
        list('“' || naam || '”' order by naam) filter (project is null) as geheel_namen,
        list(indicator order by naam) filter (project is null) as geheel,
        list(indicator order by naam) filter (project is not null and stand = 'gunstig') as gunstig,
        bool_and(stand in ('gewoon', 'ongunstig')) filter (project is null) as is_stil,
        bool_or(punten < $minimum_waarnemingen) as te_weinig
    from stand
    group by doel
)
select
    keten, null::varchar as project, geheel[1] as indicator, null::varchar as reeks, doel as onderwerp,
    case when not te_weinig then van end as van, tot, punten as waarnemingen, te_weinig,
    {'doel': doel, 'projectcijfers_gunstig': gunstig, 'projectcijfers': delen, 'zonder_project': geheel} as onderbouwing,
    {'geheel': lijst_in_woorden(geheel_namen)} as woorden
from per_doel
where delen >= $minste_projectcijfers and geheel is not null and (te_weinig or (gunstige_delen >= $deel_gunstig * delen and is_stil))
