-- Een cijfer over een periode die nog moet beginnen, is vaak een tikfout.
select rij, 'periode' as kolom, periode as waarde, 'begint in de toekomst. Kijk of dit klopt.' as tekst
from nieuw.metingen
where periode_van > current_date
order by rij
