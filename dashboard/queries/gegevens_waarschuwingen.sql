-- één rij per levering, bestand en regel: hoe vaak, met een voorbeeld
select l.naam, w.bestand, w.regel, count(*) as aantal, min_by(w.tekst, w.rij) as voorbeeld, min_by(w.waarde, w.rij) as waarde, min(w.rij) as rij
from staging.waarschuwing as w join staging.levering as l using (levering)
group by all
order by l.naam, w.bestand, w.regel
