-- Eén rij per groep of gebied waarvan de laatste perioden ontbreken terwijl andere delen ze wel hebben.
-- Een onderdrukte meting of een waarde in woorden telt als aanwezig: er is geleverd. Perioden zijn die waarin minstens één deel
-- een meting heeft; een periode die iedereen mist, zegt niets over één deel.
with deelmeting as (
    select
        m.keten, m.project, m.indicator, m.definitie_versie, m.bron_partij, m.periodesoort, d.soort, d.deel, m.van, m.tot,
        case when m.gebied is null or m.groep is null then m.reeks end as reeks
    from kern.meting as m,
        unnest([{'soort': 'groep', 'deel': m.groep}, {'soort': 'gebied', 'deel': m.gebied}]) as u(d)
    where d.deel is not null and m.van is not null and m.tot is not null
),
-- Alleen de nieuwste definitie van elke bron: een oude eindigt vanzelf.
nieuwste as (
    select indicator, bron_partij, soort, arg_max_null(definitie_versie, row(van, coalesce(definitie_versie, ''))) as definitie_versie
    from deelmeting
    group by indicator, bron_partij, soort
),
huidig as (
    select d.*
    from deelmeting as d
    join nieuwste as n on n.indicator = d.indicator and n.soort = d.soort
        and n.bron_partij is not distinct from d.bron_partij and n.definitie_versie is not distinct from d.definitie_versie
),
periode as (
    select
        indicator, bron_partij, periodesoort, soort, van, max(tot) as tot,
        row_number() over (partition by indicator, bron_partij, periodesoort, soort order by van desc) as terug,
        count(*) over (partition by indicator, bron_partij, periodesoort, soort) as perioden
    from huidig
    group by indicator, bron_partij, periodesoort, soort, van
),
per_deel as (
    select
        any_value(keten) as keten, any_value(project) as project, indicator, any_value(definitie_versie) as definitie_versie,
        bron_partij, periodesoort, soort, deel, max(reeks) as reeks, max(van) as laatste
    from huidig
    group by indicator, bron_partij, periodesoort, soort, deel
),
-- Per deel: hoe vaak het er is in de laatste perioden, en hoe vaak in die daarvoor.
aanwezig as (
    select
        h.indicator, h.bron_partij, h.periodesoort, h.soort, h.deel,
        count(distinct h.van) filter (p.terug <= $laatste_perioden) as laat,
        count(distinct h.van) filter (p.terug > $laatste_perioden) as ervoor
    from huidig as h
    join (from periode where terug <= $laatste_perioden + $perioden_ervoor) as p
        on p.indicator = h.indicator and p.soort = h.soort and p.van = h.van
        and p.bron_partij is not distinct from h.bron_partij and p.periodesoort = h.periodesoort
    group by h.indicator, h.bron_partij, h.periodesoort, h.soort, h.deel
),
per_soort as (
    select
        d.*, coalesce(a.laat, 0) as laat, coalesce(a.ervoor, 0) as ervoor, p.perioden, p.tot as nieuwste_tot,
        max(coalesce(a.laat, 0)) over soort_delen = $laatste_perioden as hebben_anderen,
        count(*) over soort_delen as delen,
        row_number() over (partition by d.indicator, d.bron_partij, d.periodesoort, d.soort order by d.deel) as nummer
    from per_deel as d
    join periode as p on p.terug = 1 and p.indicator = d.indicator and p.soort = d.soort
        and p.bron_partij is not distinct from d.bron_partij and p.periodesoort = d.periodesoort
    left join aanwezig as a on a.indicator = d.indicator and a.soort = d.soort and a.deel = d.deel
        and a.bron_partij is not distinct from d.bron_partij and a.periodesoort = d.periodesoort
    window soort_delen as (partition by d.indicator, d.bron_partij, d.periodesoort, d.soort)
),
-- De eerste periode die het deel mist: die blijft gelijk zolang het ontbreekt.
gemist as (
    select d.*, min(p.van) as eerste_gemist
    from per_soort as d
    left join periode as p on d.laat = 0 and p.indicator = d.indicator and p.soort = d.soort and p.van > d.laatste
        and p.bron_partij is not distinct from d.bron_partij and p.periodesoort = d.periodesoort
    group by all
),
beoordeeld as (
    select *, perioden < $minimum_waarnemingen as te_weinig
    from gemist
    where delen > 1
)
select
    keten, project, indicator,
    case when te_weinig then null else reeks end as reeks,
    to_json([indicator, definitie_versie, bron_partij, periodesoort, soort, case when not te_weinig then deel end])::varchar as onderwerp,
    case when not te_weinig then eerste_gemist end as van, nieuwste_tot as tot,
    perioden as waarnemingen, te_weinig,
    {'soort': soort, 'deel': case when not te_weinig then deel end, 'perioden_aanwezig_ervoor': ervoor, 'laatste_meting': laatste::varchar} as onderbouwing,
    {'soort': case soort when 'groep' then 'de groep' else 'het gebied' end, 'deel': deel, 'naam': naam} as woorden
from beoordeeld
join (select indicator, naam from kern.indicator) using (indicator)
where (te_weinig and nummer = 1)
    or (not te_weinig and laat = 0 and ervoor >= $perioden_aanwezig and hebben_anderen)
