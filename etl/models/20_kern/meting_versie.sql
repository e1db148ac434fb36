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
beoordeeld as (
    select
        g.* exclude (sleutel, inhoud, rij, leveringsvolgorde),
        p.keten, p.project, p.dimensie, p.eenheid,
        -- Waarom een cijfer verborgen is, blijft in de bouw: wie weet dat een groep klein is, kan haar beter raden.
        o.levering is not null as is_onderdrukt
    from geleverd as g
    join kern.indicator as p using (indicator)
    left join kern.onderdrukking as o on o.levering = g.levering and o.rij = g.rij
)
select
    indicator, periode,
    case when not is_onderdrukt then meting_getal(waarde, teller, noemer, eenheid) end as waarde,
    case when not is_onderdrukt then tekst end as tekst,
    case when not is_onderdrukt then teller end as teller,
    case when not is_onderdrukt then noemer end as noemer,
    case when not is_onderdrukt then n end as n,
    gebied, groep, bron_partij, definitie_versie, betwist, kanttekening, bron, vervallen,
    levering, keten, project, dimensie,
    case when not is_onderdrukt and tekst is null and periode_van is not null and periode_tot is not null
        then reeks_kenmerk(indicator, definitie_versie, gebied, groep, bron_partij, periodesoort)
    end as reeks,
    periode_van as van, periode_tot as tot, periodesoort, geleverd_op,
    case when is_onderdrukt then 'ja' else 'nee' end as onderdrukt,
    is_nieuwste
from beoordeeld
