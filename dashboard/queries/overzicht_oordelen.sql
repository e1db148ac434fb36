-- één rij per oordeel, het proces voor het resultaat, op onderwerp en actor
select keten, onderwerp, oordeel, actor, onderwerp in ('resultaat', 'borging') as is_resultaat
from kern.oordeel
order by keten, is_resultaat, onderwerp, actor, datum_van nulls first
