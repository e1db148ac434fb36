-- Wat al gebeurd heet te zijn, ligt niet in de toekomst.
with datums as (
    select rij, 'vastgesteld_op' as kolom, vastgesteld_op as waarde from nieuw.streefwaarden
)
select rij, kolom, waarde, 'ligt in de toekomst. Kijk of dit klopt.' as tekst
from datums
where datum_van(waarde) > current_date
order by rij, kolom
