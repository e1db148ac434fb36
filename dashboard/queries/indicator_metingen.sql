-- één rij per meting van de indicator, op tijd
select
    m.indicator, m.periode, m.periodesoort, m.van, m.tot, m.waarde, m.tekst, m.teller, m.noemer, m.n, m.gebied, m.groep, m.bron_partij,
    m.definitie_versie, m.betwist, m.kanttekening, m.onderdrukt, m.reeks, b.segment, m.geleverd_op,
    b.gemiddelde, b.ondergrens, b.bovengrens, b.bijzonder, b.richting_van_verandering,
    r.kaart, r.reden, r.status, r.seizoen, r.doelbereik, r.streefwaarde,
    coalesce(m.bron, m.bron_partij, l.leverancier) as bron,
    exists (
        from kern.meting_versie as v
        where v.indicator = m.indicator and not v.is_nieuwste
            and (v.van, v.tot, v.gebied, v.groep, v.bron_partij, v.definitie_versie)
                is not distinct from (m.van, m.tot, m.gebied, m.groep, m.bron_partij, m.definitie_versie)
            and (v.waarde, v.tekst) is distinct from (m.waarde, m.tekst)
    ) as is_herzien
from kern.meting as m
left join beweging.punt as b on b.reeks = m.reeks and b.van = m.van and b.tot = m.tot
left join beweging.reeks as r on r.reeks = m.reeks
left join staging.levering as l on l.levering = m.levering
where m.indicator = $indicator
order by m.van nulls first, m.tot, m.gebied nulls first, m.groep nulls first, m.bron_partij
