-- Twee perioden van één reeks die elkaar overlappen, tellen hetzelfde twee keer.
with punten as (
    select rij, periode, periode_van, periode_tot,
        hash(indicator, gebied, groep, bron_partij, definitie_versie, periodesoort) as reeks
    from nieuw.metingen
    where periode_van is not null and periode_tot is not null
),
opeenvolgend as (
    select rij, periode, periode_van, periode_tot,
        lag(periode_van) over s as vorige_van,
        lag(periode_tot) over s as vorige_tot,
        lag(rij) over s as vorige_rij
    from punten
    window s as (partition by reeks order by periode_van, periode_tot)
)
select rij, 'periode' as kolom, periode as waarde,
    'overlapt met de periode in rij ' || vorige_rij || ' van dezelfde reeks. Kijk of dit klopt.' as tekst
from opeenvolgend
where periode_van <= vorige_tot and (periode_van <> vorige_van or periode_tot <> vorige_tot)
order by rij
