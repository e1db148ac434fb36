-- Eén rij per reeks: hoe het er aan het eind voor staat, welke kaart erbij past, en of de streefwaarde binnen bereik ligt.
-- Kaart, status en doelbereik gaan over het laatste segment.
with laatste as (
    select
        p.reeks, any_value(p.indicator) as indicator, count(*) as aantal, max(p.segment) as segment,
        arg_max(p, (p.van, p.tot)) as punt
    from beweging.punt as p
    group by p.reeks
),
in_segment as (
    select m.reeks, m.segment, count(*) as aantal, min(m.waarde) as laagste, max(m.waarde) as hoogste, bool_or(m.is_seizoen) as is_seizoen
    from beweging.maat as m
    join laatste as l using (reeks, segment)
    group by m.reeks, m.segment
),
beschreven as (
    select
        l.reeks, l.indicator, l.aantal, l.segment, l.punt, s.streefwaarde, i.richting, g.is_seizoen, g.aantal as aantal_in_segment,
        g.laagste = g.hoogste as is_constant,
        coalesce(k.kaart, 'geen') as kaart, m.is_verhouding, r.minste_punten, r.voorlopig_tot_en_met
    from laatste as l
    join in_segment as g using (reeks, segment)
    join kern.indicator as i using (indicator)
    left join beweging.segment as k using (reeks, segment)
    left join beweging.streefwaarde as s on s.reeks = l.reeks and s.van = l.punt.van and s.tot = l.punt.tot
    join (select reeks, segment, any_value(is_verhouding) as is_verhouding from beweging.maat group by all) as m using (reeks, segment),
    beweging.rekenregel as r
)
select
    reeks, indicator, aantal::integer as aantal, segment,
    punt.waarde as laatste_waarde, punt.bijzonder as laatste_bijzonder, kaart,
    case
        when aantal_in_segment < minste_punten then 'weinig_punten'
        when kaart = 'geen' then 'weinig_verschil'
        when is_verhouding then 'teller_en_noemer'
        else 'losse_waarden'
    end as reden,
    case when is_seizoen and kaart <> 'geen' then 'ja' else 'nee' end as seizoen,
    streefwaarde,
    case
        when aantal_in_segment < minste_punten or streefwaarde is null or coalesce(richting, 'nvt') = 'nvt' then null
        when kaart = 'geen' and not is_constant then null
        when kaart = 'geen' then
            case when (richting = 'hoger' and punt.waarde >= streefwaarde) or (richting = 'lager' and punt.waarde <= streefwaarde)
                 then 'vrijwel_altijd' else 'vrijwel_nooit' end
        when streefwaarde > punt.bovengrens then case richting when 'hoger' then 'vrijwel_nooit' else 'vrijwel_altijd' end
        when streefwaarde < punt.ondergrens then case richting when 'hoger' then 'vrijwel_altijd' else 'vrijwel_nooit' end
        else 'wisselt'
    end as doelbereik,
    case
        when aantal_in_segment < minste_punten then 'te_weinig_waarnemingen'
        when aantal_in_segment <= voorlopig_tot_en_met then 'voorlopig'
        else 'voldoende'
    end as status
from beschreven
order by indicator, reeks
