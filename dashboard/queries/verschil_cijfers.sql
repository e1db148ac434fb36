-- één rij per meting van de keten, met wie haar leverde
select
    m.indicator, i.naam, i.eenheid, m.periode, m.van, m.tot, m.gebied, m.groep, m.bron_partij, m.definitie_versie, m.waarde, m.tekst, m.teller, m.noemer,
    m.n, m.onderdrukt, m.betwist, m.geleverd_op, l.leverancier, coalesce(m.bron, m.bron_partij, l.leverancier) as bron
from kern.meting as m
join kern.indicator as i using (indicator)
left join staging.levering as l on l.levering = m.levering
where m.keten = $keten
order by i.naam, m.indicator, m.van nulls first, m.tot, m.gebied nulls first, m.groep nulls first, m.bron_partij nulls first
