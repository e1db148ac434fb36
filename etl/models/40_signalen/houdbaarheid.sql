-- Eén rij per keten met indicatoren die aan herijking toe zijn, of waarvan de definitie al lang dezelfde is.
-- Een versie telt vanaf het eerste cijfer ervan, of vanaf de dag van de afspraak als die later is.
with eerste_cijfer as (
    select indicator, definitie_versie, min(van) as van from kern.meting group by all
),
indicator as (
    select
        i.*, greatest(i.overeengekomen_op_van, c.van) as versie_sinds,
        coalesce(i.herijken_op_tot < $peildatum, false) as is_verlopen
    from kern.indicator as i
    left join kern.project as p using (project)
    left join eerste_cijfer as c on c.indicator = i.indicator and c.definitie_versie is not distinct from i.definitie_versie
    where coalesce(p.tot_tot >= $peildatum, true)
),
beoordeeld as (
    select *, is_verlopen or coalesce(versie_sinds + to_years($jaren::integer) < $peildatum, false) as is_te_oud
    from indicator
),
per_keten as (
    select
        k.keten, count(*) filter (i.herijken_op is not null or i.versie_sinds is not null) as gedateerd,
        count(*) filter (i.is_te_oud) as te_oud,
        list({'indicator': i.indicator, 'naam': i.naam, 'herijken_op': i.herijken_op, 'versie_sinds': i.versie_sinds::varchar}
            order by i.naam, i.indicator) filter (i.is_te_oud) as lijst
    from kern.keten as k
    left join beoordeeld as i on i.keten = k.keten
    group by k.keten
)
select
    keten, null as project, null as indicator, null as reeks, keten as onderwerp, null as van, null as tot,
    gedateerd as waarnemingen, gedateerd < $minimum_waarnemingen as te_weinig,
    {'indicatoren': coalesce(lijst, [])} as onderbouwing,
    {'wat': case when te_oud = 1 then 'is 1 indicator' else 'zijn ' || te_oud || ' indicatoren' end,
     'jaren': $jaren::integer::varchar} as woorden
from per_keten
where gedateerd < $minimum_waarnemingen or te_oud > 0
