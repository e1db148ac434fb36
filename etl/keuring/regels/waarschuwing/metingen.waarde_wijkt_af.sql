-- Waarde naast teller en noemer is hun uitkomst, op de afronding van de geschreven decimalen na.
with berekend as (
    select
        m.rij,
        m.waarde,
        m.waarde_getal,
        meting_getal(null, m.teller_getal, m.noemer_getal, i.eenheid) as uitkomst,
        0.5 * pow(10, -length(regexp_extract(m.waarde, '[.,]([0-9]+)$', 1))) as afronding,
        contains(m.waarde, '.') and not contains(m.waarde, ',') and m.waarde_getal >= 1000 as duizendtallen
    from nieuw.metingen as m
    join alle.indicatoren as i using (indicator)
    where m.waarde_getal is not null and m.teller_getal is not null and m.noemer_getal > 0
)
select rij, 'waarde' as kolom, waarde,
    'is niet teller gedeeld door noemer: dat is ' || replace(round(uitkomst, 2)::varchar, '.', ',') || '. Kijk welke van de drie klopt.' as tekst
from berekend
where abs(waarde_getal - uitkomst) > afronding + 1e-9
order by rij
