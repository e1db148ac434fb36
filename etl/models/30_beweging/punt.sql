-- Eén rij per punt van een reeks, met de grenzen van zijn segment en wat er bijzonder aan is.
-- De regels en hun volgorde zijn die van Making Data Count, zoals NHSRplotthedots 0.2.2 ze uitrekent.
with gemeten as (
    select
        m.*, s.gemiddelde as midden,
        case when s.kaart = 'xmr' then s.afstand when s.kaart in ('p', 'p_laney') then s.afstand / sqrt(m.noemer) end as afstand,
        case when s.kaart = 'xmr' then s.nabij when s.kaart in ('p', 'p_laney') then s.nabij / sqrt(m.noemer) end as nabij,
        case when s.kaart in ('p', 'p_laney') then s.schaal end as hoogste
    from beweging.maat as m
    left join beweging.segment as s using (reeks, segment)
),
tekens as (
    select
        *,
        sign(maat - midden)::integer as kant,
        maat not between midden - afstand and midden + afstand as is_buiten,
        (maat not between midden - nabij and midden + nabij and not is_buiten)::integer as is_nabij
    from gemeten
),
-- Het laatste punt van een verschuiving of trend, en het eerste van drie punten waarvan er twee dicht bij de grens liggen.
eindes as (
    select
        *,
        abs(sum(kant) over zeven) = 7 as is_einde_verschuiving,
        sum(is_nabij) over drie >= 2 and abs(sum(kant) over drie) = 3 as is_begin_drie,
        sign(maat - lag(maat) over op_rij) as stap,
        sign(lead(maat) over op_rij - maat) as volgende_stap,
        abs(
            sign(maat - lag(maat) over op_rij) + sign(lag(maat) over op_rij - lag(maat, 2) over op_rij)
            + sign(lag(maat, 2) over op_rij - lag(maat, 3) over op_rij) + sign(lag(maat, 3) over op_rij - lag(maat, 4) over op_rij)
            + sign(lag(maat, 4) over op_rij - lag(maat, 5) over op_rij) + sign(lag(maat, 5) over op_rij - lag(maat, 6) over op_rij)
        ) = 6 as is_einde_trend
    from tekens
    window
        op_rij as (partition by reeks, segment order by van, tot),
        zeven as (partition by reeks, segment order by van, tot rows 6 preceding),
        drie as (partition by reeks, segment order by van, tot rows between current row and 2 following)
),
-- Een punt in twee trends volgt de stap rechts ervan.
gericht as (
    select
        *,
        bool_or(is_einde_verschuiving) over vooruit as is_verschuiving,
        bool_or(is_einde_trend) over vooruit as is_trend,
        is_nabij = 1 and bool_or(is_begin_drie) over terug as is_twee_van_drie,
        case when coalesce(bool_or(is_einde_trend) over vanaf_volgende, false) then volgende_stap else stap end as trendstap
    from eindes
    window
        vooruit as (partition by reeks, segment order by van, tot rows between current row and 6 following),
        vanaf_volgende as (partition by reeks, segment order by van, tot rows between 1 following and 7 following),
        terug as (partition by reeks, segment order by van, tot rows 2 preceding)
),
benoemd as (
    select
        *,
        case
            when afstand is null then null
            when is_buiten then case when kant > 0 then 'boven_grens' else 'onder_grens' end
            when is_trend then case when trendstap > 0 then 'trend_op' else 'trend_neer' end
            when is_twee_van_drie then case when kant > 0 then 'twee_van_drie_boven' else 'twee_van_drie_onder' end
            when is_verschuiving then case when kant > 0 then 'verschuiving_boven' else 'verschuiving_onder' end
            else 'gewoon'
        end as bijzonder
    from gericht
)
select
    b.reeks, b.indicator, b.segment, b.van, b.tot, b.waarde,
    case when afstand is not null then midden + effect end as gemiddelde,
    case when hoogste is null then midden + effect - afstand else greatest(midden + effect - afstand, 0) end as ondergrens,
    case when hoogste is null then midden + effect + afstand else least(midden + effect + afstand, hoogste) end as bovengrens,
    b.bijzonder,
    case
        when b.bijzonder is null or b.bijzonder = 'gewoon' then b.bijzonder
        when i.richting = 'hoger' then case when is_omhoog(b.bijzonder) then 'gunstig' else 'ongunstig' end
        when i.richting = 'lager' then case when is_omhoog(b.bijzonder) then 'ongunstig' else 'gunstig' end
        else 'neutraal'
    end as richting_van_verandering
from benoemd as b
join kern.indicator as i using (indicator)
