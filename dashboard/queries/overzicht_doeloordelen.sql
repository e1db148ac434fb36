-- één rij per antwoord van een partij op de vraag of een doel bereikt is, op doel en partij
select d.keten, o.bereikt
from kern.doeloordeel as o
join kern.doel as d using (doel)
where o.bereikt is not null
order by d.keten, d.omschrijving, o.partij, o.datum_van nulls first
