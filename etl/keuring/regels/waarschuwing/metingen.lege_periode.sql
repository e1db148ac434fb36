-- Zonder periode staat een cijfer wel in de tabel, maar niet op de tijdlijn.
select rij, 'periode' as kolom, null as waarde,
    'De periode is leeg. Het cijfer staat straks in de tabel, maar niet op de tijdlijn.' as tekst
from nieuw.metingen
where periode is null
order by rij
