-- één rij per keten, op naam, met de leeftijd van haar nieuwste meting
with geteld as (
    select keten, max(least(coalesce(tot, van), (select peildatum from staging.bouw))) as laatste_dag from kern.meting
    where tot is not null or van is not null
    group by keten
)
select
    k.keten, k.naam, k.netwerk, k.maatschappelijk_resultaat, coalesce(l.fictief, 'nee') as fictief,
    k.tot_tot < (select peildatum from staging.bouw) as is_voorbij, k.tot,
    c.laatste_dag
from kern.keten as k
left join geteld as c using (keten)
left join staging.levering as l using (levering)
order by k.naam
