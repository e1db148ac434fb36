-- één rij per keten en bron van waarden, op naam: hoeveel waarden, over hoeveel indicatoren, hoe vaak gevraagd en in hoeveel leveringen
with waarde as (
    select
        m.keten, m.indicator, i.frequentie, m.levering, m.geleverd_op, m.tot,
        coalesce(m.bron_partij, i.bron_partij, l.leverancier, 'onbekend') as partij
    from kern.meting as m
    join kern.indicator as i using (indicator)
    left join staging.levering as l on l.levering = m.levering
    where $keten is null or m.keten = $keten
)
select
    keten, partij, count(*) as waarden,
    count(*) filter (where tot > (select peildatum from staging.bouw) - interval 1 year and tot <= (select peildatum from staging.bouw)) as laatste_jaar,
    count(distinct indicator) as indicatoren,
    list_sort(list(distinct frequentie) filter (where frequentie is not null)) as frequenties,
    count(distinct levering) as leveringen, max(geleverd_op) as laatste_levering
from waarde
group by keten, partij
order by keten, partij
