-- Eén rij per versie van een meting die ooit geleverd is, met wat het paspoort van de indicator erover zegt.
-- Alleen sleutels die vaker geleverd zijn, worden versie voor versie vergeleken; de rest gaat er zo doorheen.
with vaker_geleverd as (
    select hash(sleutel) as kort from staging.meting group by kort having count(*) > 1
),
geleverd as (
    select *, true as is_nieuwste from staging.meting where hash(sleutel) not in (select kort from vaker_geleverd)
    union all by name
    select *, row_number() over (partition by sleutel order by leveringsvolgorde desc) = 1 as is_nieuwste
    from (
        select * from staging.meting
        where hash(sleutel) in (select kort from vaker_geleverd)
        qualify inhoud is distinct from lag(inhoud) over (partition by sleutel order by leveringsvolgorde)
    )
),
paspoort as (
    select i.*, coalesce(i.min_groep, 10) as kleinste_groep, p.telt_mensen
    from kern.indicator as i
    left join (
        select indicator, bool_or(contains(lower(eenheid), woord)) and not is_verhouding(any_value(eenheid)) as telt_mensen
        from kern.indicator, staging.persoonseenheid
        group by indicator
    ) as p using (indicator)
),
beoordeeld as (
    select
        g.* exclude (sleutel, inhoud, rij, leveringsvolgorde),
        p.keten, p.project, p.dimensie, p.eenheid,
        coalesce(
            g.n < p.kleinste_groep
            or (p.telt_mensen and (
                g.waarde between 1 and p.kleinste_groep - 1
                or g.teller between 1 and p.kleinste_groep - 1
                or g.noemer - g.teller between 1 and p.kleinste_groep - 1
            )),
            false
        ) as is_klein
    from geleverd as g
    join paspoort as p using (indicator)
)
select
    indicator, periode,
    case when not is_klein then meting_getal(waarde, teller, noemer, eenheid) end as waarde,
    case when not is_klein then tekst end as tekst,
    case when not is_klein then teller end as teller,
    case when not is_klein then noemer end as noemer,
    case when not is_klein then n end as n,
    gebied, groep, bron_partij, definitie_versie, betwist, kanttekening, bron, vervallen,
    levering, keten, project, dimensie,
    case when not is_klein and tekst is null and periode_van is not null and periode_tot is not null
        then reeks_kenmerk(indicator, definitie_versie, gebied, groep, bron_partij, periodesoort)
    end as reeks,
    periode_van as van, periode_tot as tot, periodesoort, geleverd_op,
    case when is_klein then 'ja' else 'nee' end as onderdrukt,
    is_nieuwste
from beoordeeld
