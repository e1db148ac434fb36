-- één rij: het project zelf, met zijn keten
select p.*, k.naam as ketennaam
from kern.project as p join kern.keten as k using (keten)
where p.project = $project
