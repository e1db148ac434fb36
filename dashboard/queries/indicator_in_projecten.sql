-- één rij per meting van hetzelfde cijfer in een project van dezelfde keten: naam, eenheid, definitie en versie zijn gelijk
with zelfde as (
    select i.indicator, i.project, p.naam as projectnaam
    from kern.indicator as dit
    join kern.indicator as i
        on i.keten = dit.keten and i.naam = dit.naam and i.definitie = dit.definitie
        and (i.eenheid, i.richting, i.definitie_versie) is not distinct from (dit.eenheid, dit.richting, dit.definitie_versie)
    join kern.project as p on p.project = i.project
    where dit.indicator = $indicator
    qualify count(*) over (partition by i.project) = 1
)
select
    z.indicator, z.projectnaam, m.periode, m.van, m.tot, m.teller, m.noemer, m.groep, m.bron_partij, m.definitie_versie, m.geleverd_op,
    coalesce(m.bron, m.bron_partij, l.leverancier) as bron
from zelfde as z
left join kern.meting as m on m.indicator = z.indicator and m.gebied is null and m.groep is null
left join staging.levering as l on l.levering = m.levering
order by z.projectnaam, m.van nulls first, m.tot
