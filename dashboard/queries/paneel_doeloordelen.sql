-- één rij per oordeel van een partij over een doel, nieuwste eerst
select o.doel, o.partij, o.datum, o.bereikt, o.relevant, o.toelichting, o.bron
from kern.doeloordeel as o
join kern.doel as d using (doel)
where d.keten = $keten and ($project is null or d.project = $project)
order by o.datum_van desc nulls last, o.partij
