-- In een puntkommabestand is 1.234 twaalfhonderdvierendertig; staat er nergens een komma, dan kan dat anders bedoeld zijn.
-- (Alleen bestanden in Nederlandse stijl lezen een punt als duizendtal: het getal is dan duizend keer groter.)
with getallen as (
    select rij, 'waarde' as kolom, waarde as geschreven, waarde_getal as getal from nieuw.metingen
    union all select rij, 'teller', teller, teller_getal from nieuw.metingen
    union all select rij, 'noemer', noemer, noemer_getal from nieuw.metingen
),
met_punt as (
    select * from getallen
    where regexp_full_match(geschreven, '-?[0-9]{1,3}(\.[0-9]{3})+')
        and getal = replace(geschreven, '.', '')::double
)
select min(rij) as rij, kolom, min_by(geschreven, rij) as waarde,
    'is gelezen als ' || min_by(replace(geschreven, '.', ''), rij) || ': in een bestand met puntkomma''s is de punt een teken voor duizendtallen. Kijk of dat zo bedoeld is.' as tekst
from met_punt
where not exists (select 1 from getallen where contains(geschreven, ','))
group by kolom
order by kolom
