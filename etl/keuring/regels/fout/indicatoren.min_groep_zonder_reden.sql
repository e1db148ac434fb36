-- Wie de bescherming van kleine groepen uitzet, schrijft op waarom.
select rij, 'min_groep' as kolom, min_groep as waarde,
    'zet de bescherming van kleine groepen uit. Schrijf in kanttekening waarom dat mag.' as tekst
from nieuw.indicatoren
where min_groep_getal = 0 and kanttekening is null
order by rij
