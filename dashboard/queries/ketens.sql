-- één rij per keten, op naam
select k.keten, k.naam, coalesce(l.fictief, 'nee') as fictief
from kern.keten k left join staging.levering l using (levering)
order by k.naam
