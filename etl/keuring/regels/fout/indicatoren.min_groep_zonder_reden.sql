-- Wie kleinere groepen laat zien dan gewoon is, schrijft op waarom.
select rij, 'min_groep' as kolom, min_groep as waarde,
    case when min_groep_getal = 0 then 'zet de bescherming van kleine groepen uit.'
    else 'is lager dan 10. Dan zijn cijfers over kleine groepen te zien.' end
    || ' Schrijf in kanttekening waarom dat mag, of laat min_groep leeg.' as tekst
from nieuw.indicatoren
where min_groep_getal < 10 and kanttekening is null
order by rij
