-- Eén rij per punt van een reeks: een meting met een getal en twee datums, in het segment waarin zij valt.
-- Een definitie- of registratiewijziging of een afgesproken herijkpunt begint een nieuw segment bij het eerste punt op of
-- na haar eerste dag; zonder indicator geldt zij voor de hele keten. Een lijn loopt nooit over de grens van een segment.
with breuk as (
    select i.indicator, g.datum_van as dag
    from kern.gebeurtenis as g
    join kern.indicator as i
        on coalesce(g.indicator, i.indicator) = i.indicator and g.keten = i.keten
        and (g.indicator is not null or g.project is null or g.project = i.project)
    where g.soort in ('definitiewijziging', 'registratiewijziging', 'herijkpunt') and g.datum_van is not null
    group by all
),
gebroken as (
    select m.reeks, m.van, max(b.dag) as laatste_breuk
    from kern.meting as m
    join breuk as b on b.indicator = m.indicator and b.dag <= m.van
    where m.reeks is not null
    group by all
),
nummers as (
    select m.reeks, m.van, dense_rank() over (partition by m.reeks order by coalesce(g.laatste_breuk, date '0001-01-01')) as segment
    from kern.meting as m
    left join gebroken as g on g.reeks = m.reeks and g.van = m.van
    where m.reeks in (select reeks from gebroken)
    group by m.reeks, m.van, g.laatste_breuk
)
select m.reeks, m.indicator, coalesce(n.segment, 1)::integer as segment, m.van, m.tot, m.periodesoort, m.waarde, m.teller, m.noemer
from kern.meting as m
left join nummers as n on n.reeks = m.reeks and n.van = m.van
where m.reeks is not null
