-- Eén rij per punt waarvan het paspoort een vast seizoen noemt: het effect van zijn maand, kwartaal of halfjaar.
-- Het effect is de mediaan van dat deel van het jaar in de andere jaren, min de mediaan van alles in de andere jaren.
-- Alleen waar elk deel van het jaar in genoeg jaren voorkomt; anders wordt er niets aangepast.
with punt as (
    select
        w.reeks, w.segment, w.van, w.waarde, year(w.van) as jaar,
        case w.periodesoort when 'maand' then month(w.van) when 'kwartaal' then quarter(w.van) when 'halfjaar' then (month(w.van) + 5) // 6 end as deel,
        case w.periodesoort when 'maand' then 12 when 'kwartaal' then 4 when 'halfjaar' then 2 end as delen_per_jaar
    from beweging.waarneming as w
    join kern.indicator as i using (indicator)
    where i.seizoen = 'ja'
),
volle_jaren as (
    select reeks, segment, deel, delen_per_jaar, count(distinct jaar) as jaren
    from punt
    where deel is not null
    group by all
),
genoeg as (
    select reeks, segment
    from volle_jaren, beweging.rekenregel as r
    group by reeks, segment, delen_per_jaar, r.volle_jaren
    having count(*) = delen_per_jaar and min(jaren) >= r.volle_jaren
),
deelname as (
    from punt join genoeg using (reeks, segment)
),
heel as (
    select jaren.reeks, jaren.segment, jaren.jaar, median(ander.waarde) as mediaan
    from (select distinct reeks, segment, jaar from deelname) as jaren
    join deelname as ander on ander.reeks = jaren.reeks and ander.segment = jaren.segment and ander.jaar <> jaren.jaar
    group by all
),
per_deel as (
    select p.reeks, p.segment, p.van, p.jaar, median(ander.waarde) as mediaan
    from deelname as p
    join deelname as ander on ander.reeks = p.reeks and ander.segment = p.segment and ander.deel = p.deel and ander.jaar <> p.jaar
    group by all
)
select d.reeks, d.segment, d.van, d.mediaan - h.mediaan as effect
from per_deel as d
join heel as h using (reeks, segment, jaar)
