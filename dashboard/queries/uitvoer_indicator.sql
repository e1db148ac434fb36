-- één rij per meting van de indicator, met haar paspoort, haar bron en haar grenzen; onderdrukte waarden zijn leeg
select
    m.keten, k.naam as ketennaam, m.project, m.dimensie, m.indicator, i.naam as indicatornaam, i.eenheid, i.richting, i.definitie,
    m.definitie_versie, m.periode, m.van, m.tot, m.waarde, m.tekst, m.teller, m.noemer, m.n, m.gebied, m.groep, m.bron_partij, m.betwist,
    m.onderdrukt, m.kanttekening, p.segment, p.gemiddelde, p.ondergrens, p.bovengrens, p.bijzonder, p.richting_van_verandering,
    i.eigenaar, i.overeengekomen_met, i.herijken_op,
    coalesce(m.bron, m.bron_partij, l.leverancier) as bron, l.leverancier, m.geleverd_op, l.fictief
from kern.meting as m
join kern.indicator as i using (indicator)
join kern.keten as k on k.keten = m.keten
left join beweging.punt as p on p.reeks = m.reeks and p.van = m.van and p.tot = m.tot
left join staging.levering as l on l.levering = m.levering
where m.indicator = $indicator
order by m.van nulls first, m.gebied nulls first, m.groep nulls first, m.bron_partij
