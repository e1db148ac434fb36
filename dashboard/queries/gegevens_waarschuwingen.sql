-- één rij per voorbeeld: de eerste vijf waarschuwingen per levering, bestand en regel, met hoe vaak de regel er voorkomt
-- Een cijfer kan over een kleine groep gaan. Daarom staan cijfers uit metingen hier niet in: alleen waar het is, en wat.
with waarschuwing as (
    select
        l.levering, l.naam, l.geleverd_op, w.bestand, w.regel, w.rij, w.kolom,
        case when kolom in ('waarde', 'teller', 'noemer', 'n') then null else w.waarde end as waarde,
        case when kolom in ('waarde', 'teller', 'noemer', 'n') then regexp_replace(w.tekst, '[0-9][0-9.,]*[0-9]|[0-9]', '…', 'g') else w.tekst end as tekst
    from staging.waarschuwing as w join staging.levering as l using (levering)
)
select *, count(*) over (partition by levering, bestand, regel) as aantal
from waarschuwing
qualify row_number() over (partition by levering, bestand, regel order by rij, tekst) <= 5
order by naam, geleverd_op desc, levering, bestand, regel, rij, tekst
