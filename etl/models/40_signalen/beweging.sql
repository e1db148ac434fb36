-- Eén rij per stuk van een totaalreeks dat bijzonder is en dat bij de nieuwste punten eindigt.
with punt as (
    select
        p.*, t.punten, i.keten, i.project, i.eenheid,
        row_number() over (partition by p.reeks order by p.van desc, p.tot desc) as terug,
        row_number() over (partition by p.reeks, p.segment order by p.van, p.tot)
            - row_number() over (partition by p.reeks, p.segment, p.bijzonder order by p.van, p.tot) as stuk
    from beweging.punt as p
    join beweging.totaalreeks as t using (reeks)
    join kern.indicator as i on i.indicator = p.indicator
),
bijzonder as (
    select
        reeks, any_value(keten) as keten, any_value(project) as project, any_value(indicator) as indicator, any_value(punten) as punten,
        bijzonder, any_value(richting_van_verandering) as richting, min(van) as van, max(tot) as tot, count(*) as lengte,
        arg_max(waarde, van) as laatste_waarde, any_value(eenheid) as eenheid
    from punt
    where bijzonder <> 'gewoon'
    group by reeks, segment, bijzonder, stuk
    having min(terug) <= $nieuwste_punten
),
gezien as (
    select
        *,
        case
            when bijzonder = 'boven_grens' then 'ligt boven wat gewoon is'
            when bijzonder = 'onder_grens' then 'ligt onder wat gewoon is'
            when bijzonder = 'trend_op' then 'gaat meting na meting omhoog'
            when bijzonder = 'trend_neer' then 'gaat meting na meting omlaag'
            when bijzonder = 'twee_van_drie_boven' then 'ligt meer dan eens dicht bij de bovengrens'
            when bijzonder = 'twee_van_drie_onder' then 'ligt meer dan eens dicht bij de ondergrens'
            when bijzonder = 'verschuiving_boven' then 'ligt steeds boven het gemiddelde'
            else 'ligt steeds onder het gemiddelde'
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
