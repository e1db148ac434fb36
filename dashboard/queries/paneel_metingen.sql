-- één rij per meting die in een klein beeld hoort: het totaal waar dat er is, anders alle delen
with keuze as (
    select m.*, bool_or(m.gebied is null and m.groep is null) over (partition by m.indicator) as heeft_totaal
    from kern.meting as m
    where m.keten = $keten and ($project is null or m.project = $project)
)
select
    k.indicator, k.periode, k.periodesoort, k.van, k.tot, k.waarde, k.tekst, k.teller, k.noemer, k.n, k.gebied, k.groep, k.bron_partij, k.definitie_versie,
    k.betwist, k.kanttekening, k.onderdrukt, k.reeks, b.segment,
    coalesce(k.bron, k.bron_partij, l.leverancier) as bron, k.geleverd_op,
    b.gemiddelde, b.ondergrens, b.bovengrens, b.bijzonder, b.richting_van_verandering,
    r.kaart, r.reden, r.status, r.seizoen, r.doelbereik, r.streefwaarde
from keuze as k
left join beweging.punt as b on b.reeks = k.reeks and b.van = k.van and b.tot = k.tot
left join beweging.reeks as r on r.reeks = k.reeks
left join staging.levering as l on l.levering = k.levering
where (k.gebied is null and k.groep is null) or not k.heeft_totaal
order by k.indicator, k.van nulls first, k.gebied, k.groep, k.bron_partij
