-- Eén rij per punt: waar de regels naar kijken (maat), in de eenheid van de waarde.
-- Dat is de waarde, of teller gedeeld door noemer waar dat in het hele segment kan, zonder het effect van het seizoen.
with soort as (
    select
        w.reeks, w.segment, count(*) as aantal,
        bool_and(coalesce(w.noemer > 0 and w.teller between 0 and w.noemer and w.teller = floor(w.teller) and w.noemer = floor(w.noemer), false))
            as is_verhouding,
        -- Een aandeel kan in procenten staan, of per duizend: dat volgt uit de waarde zelf.
        case
            when is_procent(any_value(i.eenheid)) then 100
            else coalesce(pow(10, round(log10(median(w.waarde / nullif(w.teller, 0) * w.noemer) filter (w.waarde > 0)))), 1)
        end as schaal
    from beweging.waarneming as w
    join kern.indicator as i using (indicator)
    group by w.reeks, w.segment
)
select
    w.reeks, w.indicator, w.segment, w.van, w.tot, w.waarde, s.aantal, s.is_verhouding, s.schaal, w.noemer, coalesce(e.effect, 0) as effect,
    e.effect is not null as is_seizoen,
    case when s.is_verhouding then s.schaal * w.teller / w.noemer else w.waarde end - coalesce(e.effect, 0) as maat
from beweging.waarneming as w
join soort as s using (reeks, segment)
left join beweging.seizoen as e on e.reeks = w.reeks and e.segment = w.segment and e.van = w.van
