-- Eén rij per reeks en tijd waarin de verhouding gunstiger werd doordat de noemer veranderde en niet de teller.
-- Vergeleken wordt met dezelfde periode een jaar eerder, binnen één segment. Vraagt zolang het in het laatste jaar te zien was;
-- perioden die minder dan een jaar uit elkaar liggen, zijn één vraag.
with punt as (
    select
        i.keten, i.project, i.richting, w.indicator, w.reeks, w.segment, w.van, w.tot, w.teller, w.noemer,
        periode_jaar(w.van, w.periodesoort) as jaar, periode_plaats(w.van, w.periodesoort) as plaats,
        max(w.van) over (partition by w.reeks) as nieuwste
    from beweging.waarneming as w
    join kern.indicator as i using (indicator)
    where i.richting in ('hoger', 'lager') and w.teller is not null and w.noemer > 0
),
paar as (
    select
        nu.*, eerder.van is not null and nu.van > nu.nieuwste - interval 1 year as is_vergelijkbaar,
        eerder.teller as teller_eerder, eerder.noemer as noemer_eerder,
        case nu.richting when 'hoger' then eerder.noemer - nu.noemer else nu.noemer - eerder.noemer end as verschil,
        case nu.richting when 'hoger' then nu.teller / nu.noemer > eerder.teller / eerder.noemer
            else nu.teller / nu.noemer < eerder.teller / eerder.noemer end as is_beter
    from punt as nu
    left join punt as eerder
        on eerder.reeks = nu.reeks and eerder.segment = nu.segment and eerder.jaar = nu.jaar - 1 and eerder.plaats = nu.plaats
),
gezien as (
    from paar
    where is_beter
        and coalesce(abs(teller - teller_eerder) / nullif(teller_eerder, 0), abs(teller)) <= $teller_gelijk
        and verschil / noemer_eerder > $noemer_verandert
        and verschil > $spreidingen * sqrt(noemer + noemer_eerder)
),
per_reeks as (
    select keten, project, indicator, reeks, richting, count(*) filter (is_vergelijkbaar) as paren
    from paar
    group by all
)
select
    r.keten, r.project, r.indicator, r.reeks, null as onderwerp, v.van, v.tot,
    r.paren as waarnemingen, r.paren < $minimum_waarnemingen as te_weinig,
    {'teller': laatste.teller, 'teller_jaar_eerder': laatste.teller_eerder, 'noemer': laatste.noemer, 'noemer_jaar_eerder': laatste.noemer_eerder,
     'periode': tijdvak_in_woorden(laatste.van, laatste.tot)} as onderbouwing,
    {'eerder': getal_in_woorden(laatste.noemer_eerder, 0), 'nu': getal_in_woorden(laatste.noemer, 0),
     'laatste': in_tijdvak(laatste.van, laatste.tot),
     'kleiner': case r.richting when 'hoger' then 'kleiner' else 'groter' end} as woorden
from per_reeks as r
left join recente_vragen('gezien') as v using (reeks)
where r.paren < $minimum_waarnemingen or v.van is not null
