-- Eén rij per paar van indicator en tegenindicator, per gebied en groep, waarvan de een gunstig en de ander ongunstig beweegt.
with paar as (
    select distinct
        i.keten, least(i.indicator, i.tegenindicator) as een, greatest(i.indicator, i.tegenindicator) as ander
    from kern.indicator as i
    join kern.indicator as t on t.indicator = i.tegenindicator
    where i.indicator <> i.tegenindicator
),
alle as (
    select
        reeks, any_value(indicator) as indicator, any_value(gebied) as gebied, any_value(groep) as groep, any_value(bron_partij) as bron_partij,
        any_value(periodesoort) as periodesoort, median(date_diff('day', van, tot)) as dagen, max(van) as laatste_van
    from kern.meting
    where reeks is not null and indicator in (select unnest([een, ander]) from paar)
    group by reeks
),
-- Een reeks die is opgevolgd door een met een nieuwere definitie doet niet mee.
reeks as (
    from alle
    qualify rank() over (partition by indicator, gebied, groep, bron_partij, periodesoort order by laatste_van desc) = 1
),
reekspaar as (
    select
        p.keten, p.een, p.ander, a.reeks as reeks_een, b.reeks as reeks_ander, a.gebied, a.groep,
        case when a.dagen >= b.dagen then a.reeks else b.reeks end as grof,
        case when a.dagen >= b.dagen then b.reeks else a.reeks end as fijn
    from paar as p
    join reeks as a on a.indicator = p.een
    join reeks as b on b.indicator = p.ander and b.gebied is not distinct from a.gebied and b.groep is not distinct from a.groep
),
-- De perioden van de grofste die beide reeksen dekken, nieuwste eerst.
gedeeld as (
    select r.*, g.van, g.tot, row_number() over (partition by r.grof, r.fijn, r.een order by g.van desc) as terug
    from reekspaar as r
    join beweging.punt as g on g.reeks = r.grof
    where exists (from beweging.punt as f where f.reeks = r.fijn and f.van >= g.van and f.tot <= g.tot)
),
venster as (
    select
        keten, een, ander, reeks_een, reeks_ander, gebied, groep,
        min(van) as van, max(tot) as tot, count(*) as perioden
    from gedeeld
    where terug <= $minimum_waarnemingen
    group by all
),
geteld as (
    select
        v.*, kant.indicator, kant.reeks,
        count(*) as punten, count(p.bijzonder) as met_grenzen,
        count(*) filter (p.richting_van_verandering = 'gunstig') as gunstig,
        count(*) filter (p.richting_van_verandering = 'ongunstig') as ongunstig,
        min(p.van) filter (p.richting_van_verandering in ('gunstig', 'ongunstig')) as eerste
    from venster as v, unnest([{'indicator': v.een, 'reeks': v.reeks_een}, {'indicator': v.ander, 'reeks': v.reeks_ander}]) as u(kant)
    join beweging.punt as p on p.reeks = kant.reeks and p.van >= v.van and p.tot <= v.tot
    group by all
),
naast as (
    select
        keten, een, ander, gebied, groep, reeks_een, reeks_ander, van, tot, perioden,
        bool_and(met_grenzen = punten) as heeft_grenzen,
        max(case when gunstig > 0 and ongunstig = 0 then indicator end) as gunstige,
        max(case when ongunstig > 0 and gunstig = 0 then indicator end) as ongunstige,
        min(eerste) as eerste
    from geteld
    group by all
),
beoordeeld as (
    select *, perioden < $minimum_waarnemingen or not heeft_grenzen as te_weinig
    from naast
    -- Meer bronnen bij één indicator: één vraag per paar, over het paar dat iets zegt.
    qualify row_number() over (
        partition by een, ander, gebied, groep
        order by (gunstige is not null and ongunstige is not null) desc, perioden desc, reeks_een, reeks_ander
    ) = 1
)
select
    b.keten, null::varchar as project, coalesce(b.gunstige, b.een) as indicator, null::varchar as reeks,
    to_json([b.een, b.ander, b.gebied, b.groep])::varchar as onderwerp, case when not te_weinig then b.eerste end as van, b.tot,
    b.perioden as waarnemingen, te_weinig,
    {'gunstig': gunstige, 'ongunstig': ongunstige, 'gebied': gebied, 'groep': groep, 'venster_van': b.van::varchar, 'venster_tot': b.tot::varchar} as onderbouwing,
    {'gunstig': g.naam || deel_in_woorden(gebied, groep), 'ongunstig': o.naam, 'venster': tijdvak_in_woorden(b.van, b.tot)} as woorden
from beoordeeld as b
left join kern.indicator as g on g.indicator = b.gunstige
left join kern.indicator as o on o.indicator = b.ongunstige
where te_weinig or (gunstige is not null and ongunstige is not null)
