-- Eén rij per nieuwe definitie die samenvalt met de omslag van de streefwaarde missen naar haar halen.
-- Een cijfer dat om zijn streefwaarde heen wisselt, slaat vanzelf om; een omslag is dus meer dan één keer missen en dan één keer halen.
with reeks as (
    select reeks, min(van) as eerste, max(van) as laatste
    from kern.meting
    where reeks is not null and gebied is null and groep is null
    group by reeks
),
-- Is een periode volgens twee definities gemeten, dan telt de nieuwste.
meting as (
    select m.reeks, m.indicator, m.definitie_versie, m.bron_partij, m.periodesoort, m.van, m.tot, m.waarde
    from kern.meting as m
    join reeks as r using (reeks)
    qualify row_number() over (
        partition by m.indicator, m.bron_partij, m.periodesoort, m.van, m.tot order by r.laatste desc, r.eerste desc
    ) = 1
),
vergeleken as (
    select
        m.*, s.streefwaarde,
        case i.richting when 'hoger' then m.waarde >= s.streefwaarde when 'lager' then m.waarde <= s.streefwaarde end as is_gehaald
    from meting as m
    join kern.indicator as i using (indicator)
    left join beweging.streefwaarde as s using (reeks, van, tot)
),
punt as (
    select
        m.*,
        row_number() over op_rij as nummer,
        count(*) over (partition by m.indicator, m.bron_partij, m.periodesoort) as aantal,
        m.definitie_versie is distinct from lag(m.definitie_versie) over op_rij and row_number() over op_rij > 1 as is_nieuwe_definitie,
        lag(m.is_gehaald) over op_rij = false
            and bool_or(m.is_gehaald) over (op_rij rows between $perioden_gemist preceding and 1 preceding) = false
            and bool_and(m.is_gehaald) over (op_rij rows between current row and $perioden_gehaald - 1 following) as is_omslag
    from vergeleken as m
    window op_rij as (partition by m.indicator, m.bron_partij, m.periodesoort order by m.van, m.tot)
),
samen as (
    select d.indicator, d.bron_partij, d.periodesoort, d.reeks, d.definitie_versie, d.aantal, o.streefwaarde, o.van as omslag, d.van, greatest(d.tot, o.tot) as tot
    from punt as d
    join punt as o
        on o.indicator = d.indicator and o.bron_partij is not distinct from d.bron_partij and o.periodesoort = d.periodesoort
        and abs(o.nummer - d.nummer) <= $perioden_ertussen
    where d.is_nieuwe_definitie and o.is_omslag and d.aantal >= $minimum_waarnemingen
    qualify row_number() over (partition by d.reeks, d.van order by abs(o.nummer - d.nummer), o.van) = 1
)
select
    i.keten, i.project, s.indicator, s.reeks, null::varchar as onderwerp, s.van, s.tot, s.aantal as waarnemingen, false as te_weinig,
    {'definitie_versie': s.definitie_versie, 'definitie_vanaf': s.van::varchar, 'omslag': s.omslag::varchar, 'streefwaarde': s.streefwaarde} as onderbouwing,
    {'moment': maand_in_woorden(s.van)} as woorden
from samen as s
join kern.indicator as i using (indicator)
union all
select
    i.keten, i.project, p.indicator, p.reeks, null, null, p.tot, p.aantal, true,
    {'definitie_versie': p.definitie_versie, 'definitie_vanaf': null, 'omslag': null, 'streefwaarde': p.streefwaarde},
    {'moment': ''}
from punt as p
join kern.indicator as i using (indicator)
where p.aantal < $minimum_waarnemingen and p.nummer = 1 and p.streefwaarde is not null and p.definitie_versie is not null
