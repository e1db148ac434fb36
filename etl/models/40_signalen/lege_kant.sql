-- Eén rij per keten waarin een van de vier kanten niet wordt gemeten, of een doel alleen cijfers of alleen woorden heeft.
-- Een kant is gevuld door een indicator, of door wat er in het paneel staat: oordelen, oordelen over doelen of procescriteria.
-- Een oordeel over een doel telt als woorden.
with kant as (
    select * from (values
        (1, 'resultaten', 'resultaten'), (2, 'doelbereiking', 'doelbereiking'),
        (3, 'tevredenheid', 'tevredenheid'), (4, 'proceskwaliteit', 'proceskwaliteit')) as t(nummer, dimensie, woord)
),
gevuld as (
    select keten, dimensie from kern.indicator
    union all select keten, 'tevredenheid' from kern.oordeel
    union all select keten, 'proceskwaliteit' from kern.procescriterium
    union all select d.keten, 'doelbereiking' from kern.doeloordeel join kern.doel as d using (doel)
),
per_keten as (
    select keten, count(*) as aantal from gevuld group by keten
),
leeg as (
    select k.keten, list(a.woord order by a.nummer) as kanten
    from kern.keten as k, kant as a
    where not exists (from gevuld as g where g.keten = k.keten and g.dimensie = a.dimensie)
    group by k.keten
),
doel as (
    select
        d.keten, d.doel, d.omschrijving,
        count(*) filter (i.soort = 'kwantitatief') > 0 as heeft_cijfers,
        count(*) filter (i.soort = 'kwalitatief') > 0 or exists (from kern.doeloordeel as o where o.doel = d.doel) as heeft_woorden
    from kern.doel as d
    left join kern.indicator as i using (doel)
    where d.status is distinct from 'losgelaten' and coalesce(d.tot_tot >= $peildatum, true)
    group by d.keten, d.doel, d.omschrijving
),
eenzijdig as (
    select keten, count(*) as doelen,
        list({'doel': doel, 'omschrijving': omschrijving, 'alleen': case when heeft_cijfers then 'cijfers' else 'woorden' end} order by doel) as lijst
    from doel
    where heeft_cijfers <> heeft_woorden
    group by keten
),
beoordeeld as (
    select k.keten, coalesce(n.aantal, 0) as aantal, l.kanten, coalesce(e.doelen, 0) as doelen, e.lijst
    from kern.keten as k
    left join per_keten as n using (keten)
    left join leeg as l using (keten)
    left join eenzijdig as e using (keten)
)
select
    keten, null as project, null as indicator, null as reeks, keten as onderwerp, null as van, null as tot,
    aantal as waarnemingen, aantal < $minimum_waarnemingen as te_weinig,
    {'lege_kanten': coalesce(kanten, []), 'doelen': coalesce(lijst, [])} as onderbouwing,
    {'wat': concat_ws(', en ',
        case when len(kanten) > 0 then 'ontbreekt nog ' || lijst_in_woorden(kanten) end,
        case when doelen = 1 then 'heeft 1 doel alleen cijfers of alleen woorden'
             when doelen > 1 then 'hebben ' || doelen || ' doelen alleen cijfers of alleen woorden' end)} as woorden
from beoordeeld
where aantal < $minimum_waarnemingen or len(kanten) > 0 or doelen > 0
