-- Een percentage ligt meestal tussen 0 en 100.
with percentages as (
    select m.rij, coalesce(m.waarde, m.teller || ' van ' || m.noemer) as geschreven,
        meting_getal(m.waarde_getal, m.teller_getal, m.noemer_getal, i.eenheid) as getal
    from nieuw.metingen as m
    join alle.indicatoren as i using (indicator)
    where is_procent(i.eenheid)
)
select rij, 'waarde' as kolom, geschreven as waarde, 'is een percentage buiten 0 tot 100. Kijk of dit klopt.' as tekst
from percentages
where getal < 0 or getal > 100
order by rij
