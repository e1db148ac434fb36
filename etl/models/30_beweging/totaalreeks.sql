-- Eén rij per totaalreeks die nog loopt: zonder gebied en groep, en niet opgevolgd door een reeks met een nieuwere definitie.
with totaal as (
    select
        reeks, any_value(indicator) as indicator, any_value(definitie_versie) as definitie_versie, any_value(bron_partij) as bron_partij,
        any_value(periodesoort) as periodesoort, min(van) as van, max(tot) as tot, max(van) as laatste_van
    from kern.meting
    where reeks is not null and gebied is null and groep is null
    group by reeks
),
lopend as (
    from totaal
    qualify rank() over (partition by indicator, bron_partij, periodesoort order by laatste_van desc) = 1
)
select l.* exclude (laatste_van), r.segment, s.aantal as punten, s.van as segment_van
from lopend as l
join beweging.reeks as r using (reeks)
join (select reeks, segment, count(*) as aantal, min(van) as van from beweging.punt group by all) as s using (reeks, segment)
