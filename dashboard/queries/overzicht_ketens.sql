-- één rij per keten, op naam, met de leeftijd van haar nieuwste cijfer en haar afspraken over datum
with cijfer as (
    select keten, max(least(coalesce(tot, van), (select peildatum from staging.bouw))) as laatste_dag from kern.meting
    where tot is not null or van is not null
    group by keten
)
select
    k.keten, k.naam, k.netwerk, k.maatschappelijk_resultaat, coalesce(l.fictief, 'nee') as fictief,
    k.tot_tot < (select peildatum from staging.bouw) as is_voorbij, k.tot,
    c.laatste_dag,
    (
        select d.omschrijving from kern.doel as d
        where d.keten = k.keten and d.voorkeur = 'ja' and coalesce(d.tot_tot >= (select peildatum from staging.bouw), true)
        order by d.van_van desc nulls last limit 1
    ) as voorkeursdoel
from kern.keten as k
left join cijfer as c using (keten)
left join staging.levering as l using (levering)
order by k.naam
