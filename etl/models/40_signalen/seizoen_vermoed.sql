-- Eén rij per totaalreeks met genoeg maanden of kwartalen, waarin het cijfer met het seizoen lijkt mee te gaan.
-- Het paspoort noemt het seizoen voor de hele indicator: daarom alleen reeksen zonder gebied en groep, en het laatste segment.
-- Kruskal en Wallis (1952), met correctie voor gelijke rangen, op wat overblijft na een rechte lijn door de tijd.
with punt as (
    select
        i.keten, i.project, w.indicator, w.reeks, w.segment, w.van, w.tot, w.waarde,
        case w.periodesoort when 'maand' then month(w.van) else quarter(w.van) end as deel,
        case w.periodesoort when 'maand' then 12 * year(w.van) + month(w.van) else 4 * year(w.van) + quarter(w.van) end::double as tijd,
        case w.periodesoort when 'maand' then $minste_maanden else $minimum_waarnemingen end as nodig
    from beweging.waarneming as w
    join kern.indicator as i using (indicator)
    where i.seizoen is distinct from 'ja' and w.periodesoort in ('maand', 'kwartaal')
        and w.reeks in (select reeks from kern.meting where gebied is null and groep is null)
    qualify w.segment = max(w.segment) over (partition by w.reeks)
),
reeks as (
    select
        any_value(keten) as keten, any_value(project) as project, any_value(indicator) as indicator, reeks, any_value(nodig) as nodig,
        min(van) as van, max(tot) as tot, count(*) as punten, stddev_pop(waarde) as spreiding,
        regr_slope(waarde, tijd) as helling, regr_intercept(waarde, tijd) as begin
    from punt
    group by reeks
),
-- Afgerond op een miljardste van de spreiding: wat alleen door rekenen verschilt, is gelijk.
rest as (
    select p.reeks, p.deel, round((p.waarde - r.begin - r.helling * p.tijd) / r.spreiding, 9) as rest
    from punt as p
    join reeks as r using (reeks)
    where r.punten >= r.nodig and r.spreiding > 0
),
rang as (
    select reeks, deel, rank() over (partition by reeks order by rest) + (count(*) over (partition by reeks, rest) - 1) / 2 as rang,
        count(*) over (partition by reeks, rest) as gelijk, count(*) over (partition by reeks) as n
    from rest
),
per_deel as (
    select reeks, deel, any_value(n) as n, count(*) as aantal, sum(rang) as som, sum(gelijk * gelijk - 1) as gelijken
    from rang
    group by all
),
toets as (
    select
        reeks, count(*) - 1 as vrijheidsgraden,
        (12 / (n * (n + 1.0)) * sum(som * som / aantal) - 3 * (n + 1)) / nullif(1 - sum(gelijken) / (pow(n, 3) - n), 0) as h
    from per_deel
    group by reeks, n
),
kans as (
    select *, chi_kwadraat_boven(h::double, vrijheidsgraden) as p
    from toets
    where h is not null and vrijheidsgraden > 0
)
select
    r.keten, r.project, r.indicator, r.reeks, null as onderwerp, case when r.punten >= r.nodig then r.van end as van, r.tot,
    r.punten as waarnemingen, r.punten < r.nodig as te_weinig,
    {'h': k.h, 'vrijheidsgraden': k.vrijheidsgraden, 'p': k.p} as onderbouwing,
    {'nodig': r.nodig::integer::varchar} as woorden
from reeks as r
left join kans as k using (reeks)
where r.punten < r.nodig or k.p < $p
