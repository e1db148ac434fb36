-- Eén rij per keten met cijfers waarover in hun nieuwste perioden niet is gesproken, terwijl er wel is vergaderd.
-- Overleggen zonder besproken agendapunt tellen niet: daarvan is niet bekend waarover het ging.
with periode as (
    select distinct i.keten, i.indicator, i.naam, m.van, m.tot
    from kern.indicator as i
    join kern.meting as m using (indicator)
    left join kern.project as p on p.project = i.project
    where m.van is not null and m.tot is not null and coalesce(p.tot_tot >= $peildatum, true)
),
nieuwste as (
    from periode
    qualify row_number() over (partition by indicator order by van desc, tot desc) <= $perioden
),
cijfer as (
    select any_value(keten) as keten, indicator, any_value(naam) as naam, min(van) as sinds
    from nieuwste
    group by indicator
    having count(*) >= $perioden
),
gesproken as (from gesprek($peildatum)),
beoordeeld as (
    select
        c.keten, c.indicator, c.naam, count(distinct g.overleg) as overleggen,
        coalesce(bool_or(g.indicator = c.indicator), false) as is_besproken
    from cijfer as c
    join gesproken as g on g.keten = c.keten and g.dag >= c.sinds
    group by c.keten, c.indicator, c.naam
),
per_keten as (
    select
        b.keten, max(overleggen) as overleggen,
        list(naam order by naam) filter (overleggen >= $minimum_waarnemingen and not is_besproken) as stil,
        (select count(*) from cijfer as c where c.keten = b.keten) as cijfers
    from beoordeeld as b
    group by b.keten
)
select
    keten, null as project, null as indicator, null as reeks, keten as onderwerp, null as van, null as tot,
    overleggen as waarnemingen, overleggen < $minimum_waarnemingen as te_weinig,
    {'niet_besproken': coalesce(stil, [])} as onderbouwing,
    {'wat': coalesce(len(stil), 0) || ' van de ' || cijfers || ' cijfers', 'perioden': $perioden::integer::varchar} as woorden
from per_keten
where overleggen < $minimum_waarnemingen or len(stil) > 0
