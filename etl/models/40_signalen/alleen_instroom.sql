-- Eén rij per keten met doelen die alleen aan input, activiteit of output worden gemeten.
-- Een indicator zonder laag kan over de uitkomst gaan: dan wordt niet gevraagd.
with per_doel as (
    select
        d.keten, d.doel, d.omschrijving, count(i.laag) as met_laag,
        bool_and(coalesce(i.laag in ('input', 'activiteit', 'output'), false)) as is_alleen_instroom
    from kern.doel as d
    join kern.indicator as i using (doel)
    left join kern.project as p on p.project = i.project
    where d.status is distinct from 'losgelaten' and coalesce(d.tot_tot >= $peildatum, true) and coalesce(p.tot_tot >= $peildatum, true)
    group by all
),
per_keten as (
    select
        k.keten, coalesce(sum(d.met_laag), 0)::bigint as indicatoren, count(*) filter (d.is_alleen_instroom) as doelen,
        list({'doel': d.doel, 'omschrijving': d.omschrijving} order by d.doel) filter (d.is_alleen_instroom) as lijst
    from kern.keten as k
    left join per_doel as d on d.keten = k.keten
    group by k.keten
)
select
    keten, null as project, null as indicator, null as reeks, keten as onderwerp, null as van, null as tot,
    indicatoren as waarnemingen, indicatoren < $minimum_waarnemingen as te_weinig,
    {'doelen': coalesce(lijst, [])} as onderbouwing,
    {'wat': case when doelen = 1 then 'wordt 1 doel' else 'worden ' || doelen || ' doelen' end} as woorden
from per_keten
where indicatoren < $minimum_waarnemingen or doelen > 0
