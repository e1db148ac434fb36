-- Een percentage ligt meestal tussen 0 en 100.
select m.rij, 'waarde' as kolom, m.waarde,
    'is een percentage buiten 0 tot 100. Kijk of dit klopt.' as tekst
from nieuw.metingen as m
join alle.indicatoren as i using (indicator)
where is_procent(i.eenheid) and (m.waarde_getal < 0 or m.waarde_getal > 100)
order by m.rij
