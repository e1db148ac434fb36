-- Eén rij per stuk van een totaalreeks dat bijzonder is en dat bij de nieuwste punten eindigt.
with kant as (
    select *, case when waarde > gemiddelde then 'boven' when waarde < gemiddelde then 'onder' end as kant
    from beweging.punt
),
punt as (
    select
        p.*, t.punten, i.keten, i.project, i.eenheid,
        p.kant is distinct from lag(p.kant) over (partition by p.reeks, p.segment order by p.van, p.tot) as wisselt,
        row_number() over (partition by p.reeks order by p.van desc, p.tot desc) as terug,
        row_number() over (partition by p.reeks, p.segment order by p.van, p.tot)
            - row_number() over (partition by p.reeks, p.segment, p.bijzonder order by p.van, p.tot) as stuk
    from kant as p
    join beweging.totaalreeks as t using (reeks)
    join kern.indicator as i on i.indicator = p.indicator
),
-- Een rij boven of onder het gemiddelde begint vaak eerder dan het stuk: punten buiten de grens horen er ook bij.
gevolgd as (
    select *, max(van) filter (wisselt) over (partition by reeks, segment order by van, tot) as kant_sinds
    from punt
),
bijzonder as (
    select
        reeks, any_value(keten) as keten, any_value(project) as project, any_value(indicator) as indicator, any_value(punten) as punten,
        bijzonder, any_value(richting_van_verandering) as richting, min(van) as van, max(tot) as tot, count(*) as lengte,
        arg_max(waarde, van) as laatste_waarde, any_value(eenheid) as eenheid,
        any_value(kant_sinds) as kant_sinds
    from gevolgd
    where bijzonder <> 'gewoon'
    group by reeks, segment, bijzonder, stuk
    having min(terug) <= $nieuwste_punten
),
gezien as (
    select
        *,
        case
            when bijzonder = 'boven_grens' then 'lag ' || in_tijdvak(van, tot) || ' boven wat gewoon is'
            when bijzonder = 'onder_grens' then 'lag ' || in_tijdvak(van, tot) || ' onder wat gewoon is'
            when bijzonder = 'trend_op' then 'ging ' || in_tijdvak(van, tot) || ' meting na meting omhoog'
            when bijzonder = 'trend_neer' then 'ging ' || in_tijdvak(van, tot) || ' meting na meting omlaag'
            when bijzonder = 'twee_van_drie_boven' then 'kwam ' || in_tijdvak(van, tot) || ' ver boven het gemiddelde, en vlak ervoor of erna ook'
            when bijzonder = 'twee_van_drie_onder' then 'kwam ' || in_tijdvak(van, tot) || ' ver onder het gemiddelde, en vlak ervoor of erna ook'
            when bijzonder = 'verschuiving_boven' then 'lag ' || in_tijdvak(kant_sinds, tot) || ' steeds boven het gemiddelde'
            else 'lag ' || in_tijdvak(kant_sinds, tot) || ' steeds onder het gemiddelde'
        end as wat
    from bijzonder
)
select
    keten, project, indicator, reeks, null::varchar as onderwerp, van, tot, punten as waarnemingen, false as te_weinig,
    {'bijzonder': bijzonder, 'richting_van_verandering': richting, 'aantal_punten': lengte, 'laatste_waarde': laatste_waarde, 'eenheid': eenheid} as onderbouwing,
    {'gezien': wat} as woorden
from gezien
union all
select
    i.keten, i.project, t.indicator, t.reeks, null, null, t.tot, t.punten, true,
    {'bijzonder': null, 'richting_van_verandering': null, 'aantal_punten': null, 'laatste_waarde': null, 'eenheid': i.eenheid},
    {'gezien': ''}
from beweging.totaalreeks as t
join kern.indicator as i using (indicator)
where t.punten < $minimum_waarnemingen
