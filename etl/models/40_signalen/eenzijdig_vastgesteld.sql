-- Eén rij per keten met indicatoren waarvan niet bekend is wie ze heeft afgesproken, of van wie ze zijn.
with indicator as (
    select i.*, i.overeengekomen_met is null as is_niet_afgesproken, i.eigenaar is null as is_zonder_eigenaar
    from kern.indicator as i
    left join kern.project as p using (project)
    where coalesce(p.tot_tot >= $peildatum, true)
),
per_keten as (
    select
        k.keten, count(i.indicator) as indicatoren,
        count(*) filter (i.is_niet_afgesproken or i.is_zonder_eigenaar) as onvolledig,
        list({'indicator': i.indicator, 'naam': i.naam, 'zonder_afspraak': i.is_niet_afgesproken, 'zonder_eigenaar': i.is_zonder_eigenaar}
            order by i.naam, i.indicator) filter (i.is_niet_afgesproken or i.is_zonder_eigenaar) as lijst
    from kern.keten as k
    left join indicator as i on i.keten = k.keten
    group by k.keten
)
select
    keten, null as project, null as indicator, null as reeks, keten as onderwerp, null as van, null as tot,
    indicatoren as waarnemingen, indicatoren < $minimum_waarnemingen as te_weinig,
    {'indicatoren': coalesce(lijst, [])} as onderbouwing,
    {'wat': onvolledig || case when onvolledig = 1 then ' indicator' else ' indicatoren' end} as woorden
from per_keten
where indicatoren < $minimum_waarnemingen or onvolledig > 0
