-- Wat al gebeurd heet te zijn, ligt niet in de toekomst.
with datums as (
    select rij, 'datum' as kolom, datum as waarde from nieuw.knelpunten
    union all
    select rij, 'opgelost_op' as kolom, opgelost_op as waarde from nieuw.knelpunten
)
select rij, kolom, waarde, 'ligt in de toekomst. Kijk of dit klopt.' as tekst
from datums
where datum_van(waarde) > current_date
order by rij, kolom
