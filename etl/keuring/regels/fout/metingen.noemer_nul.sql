-- Delen door nul kan niet.
select rij, 'noemer' as kolom, noemer as waarde,
    'is nul, en delen door nul kan niet. Laat de rij weg, of schrijf in tekst waarom er niets te meten was.' as tekst
from nieuw.metingen
where noemer_getal = 0 and vervallen is distinct from 'ja'
order by rij
