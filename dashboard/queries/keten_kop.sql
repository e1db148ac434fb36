-- één rij: de keten zelf
select k.*, coalesce(l.fictief, 'nee') as fictief, k.tot_tot < (select peildatum from staging.bouw) as is_voorbij
from kern.keten as k left join staging.levering as l using (levering)
where k.keten = $keten
