-- één rij per procescriterium en beoordelaar, op naam
select criterium, beoordelaar, datum, voldaan, onderbouwing, bron
from kern.procescriterium
where keten = $keten and ($project is null or project = $project)
order by criterium, beoordelaar, datum_van nulls first
