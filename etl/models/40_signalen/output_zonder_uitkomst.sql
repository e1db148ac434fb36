-- Eén rij per doel waarvan de output gunstig beweegt en geen enkel resultaat of effect.
with stand as (
    select
        *, case when laag = 'output' then 'output' else 'uitkomst' end as kant,
        laag = 'output' and stand = 'gunstig' and bijzondere_punten >= $bijzondere_punten as is_output_gunstig
    from recente_stand($recente_perioden)
    where laag in ('output', 'resultaat', 'effect')
),
per_doel as (
    select
        doel, any_value(keten) as keten, min(punten) as punten, max(tot) as tot,
        min(eerste_bijzonder) filter (is_output_gunstig) as van,
        list(indicator order by naam) filter (is_output_gunstig) as output,
        list('“' || naam || '”' order by naam) filter (is_output_gunstig) as output_namen,
        list(indicator order by naam) filter (kant = 'uitkomst') as uitkomst,
        list('“' || naam || '”' order by naam) filter (kant = 'uitkomst') as uitkomst_namen,
        bool_and(stand in ('gewoon', 'ongunstig')) filter (kant = 'uitkomst') as is_stil,
        bool_or(kant = 'output') as heeft_output,
        bool_or(punten < $minimum_waarnemingen) as te_weinig
    from stand
    where doel is not null
    group by doel
)
select
    keten, d.project, case when not te_weinig then output[1] end as indicator, null::varchar as reeks, p.doel as onderwerp,
    case when not te_weinig then p.van end as van, p.tot, punten as waarnemingen, te_weinig,
    {'doel': p.doel, 'output': output, 'uitkomst': uitkomst} as onderbouwing,
    {'output': lijst_in_woorden(output_namen), 'uitkomst': lijst_in_woorden(uitkomst_namen)} as woorden
from per_doel as p
join (select doel, project from kern.doel) as d using (doel)
where heeft_output and uitkomst is not null and (te_weinig or (output is not null and is_stil))
