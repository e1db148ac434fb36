-- één rij per agendapunt van een overleg, in volgorde, met waar het over gaat en hoe vaak het al is doorgeschoven
with recursive keten_van_punten as (
    select id, id as begin, doorgeschoven_van, 0 as keer from dossier.agendapunt
    union all
    select k.id, p.id, p.doorgeschoven_van, k.keer + 1
    from keten_van_punten as k
    join dossier.agendapunt as p on p.id = k.doorgeschoven_van
    where k.keer < 100
),
doorgeschoven as (
    select id, max(keer) as keer from keten_van_punten group by id
)
select
    p.id, p.nummer, p.overleg, p.volgorde, p.soort, p.vraag, p.partij, p.minuten, p.signaal, p.indicator, p.afspraak, p.knelpunt, p.stand,
    p.doorgeschoven_van, p.uitkomst, p.werkt_het, p.werkt_het_omdat, p.op, p.wie_rol, p.wie_partij,
    d.keer, i.naam as indicatornaam, s.vraag as signaalvraag, s.van as signaal_van, s.tot as signaal_tot, a.afspraak as afspraaktekst, n.knelpunt as knelpunttekst
from dossier.agendapunt as p
join doorgeschoven as d using (id)
left join kern.indicator as i on i.indicator = p.indicator
left join signalen.signaal as s on s.signaal = p.signaal
left join dossier.afspraak as a on a.id = p.afspraak
left join dossier.knelpunt as n on n.id = p.knelpunt
where p.overleg = $overleg
order by p.volgorde nulls last, p.op
