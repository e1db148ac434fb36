-- Eén rij per keten met veel indicatoren bij één doel, of met veel uitgelichte indicatoren.
-- Indicatoren van een project dat is afgelopen en doelen die zijn losgelaten tellen niet mee.
with indicator as (
    select i.*
    from kern.indicator as i
    left join kern.project as p using (project)
    where coalesce(p.tot_tot >= $peildatum, true)
),
per_doel as (
    select d.keten, d.doel, d.omschrijving, count(*) as indicatoren
    from indicator as i
    join kern.doel as d using (doel)
    where d.status is distinct from 'losgelaten' and coalesce(d.tot_tot >= $peildatum, true)
    group by all
    having count(*) > $meeste_per_doel
),
per_keten as (
    select
        k.keten, count(i.indicator) as indicatoren, count(*) filter (i.uitgelicht = 'ja') as uitgelicht,
        (select list({'doel': d.doel, 'omschrijving': d.omschrijving, 'indicatoren': d.indicatoren} order by d.doel)
            from per_doel as d where d.keten = k.keten) as doelen
    from kern.keten as k
    left join indicator as i on i.keten = k.keten
    group by k.keten
)
select
    keten, null as project, null as indicator, null as reeks, keten as onderwerp, null as van, null as tot,
    indicatoren as waarnemingen, indicatoren < $minimum_waarnemingen as te_weinig,
    {'doelen': coalesce(doelen, []), 'uitgelicht': uitgelicht} as onderbouwing,
    {'wat': concat_ws(' en ',
        case when len(doelen) = 1 then '1 doel met meer dan ' || $meeste_per_doel::integer || ' indicatoren'
             when len(doelen) > 1 then len(doelen) || ' doelen met meer dan ' || $meeste_per_doel::integer || ' indicatoren' end,
        case when uitgelicht > $meeste_uitgelicht then uitgelicht || ' uitgelichte indicatoren' end)} as woorden
from per_keten
where indicatoren < $minimum_waarnemingen or len(doelen) > 0 or uitgelicht > $meeste_uitgelicht
