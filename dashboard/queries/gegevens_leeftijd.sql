-- één rij per keten, op naam: over welke dag gaat het nieuwste cijfer, en wanneer kwam er voor het laatst iets binnen?
select k.keten, k.naam, max(least(coalesce(m.tot, m.van), (select peildatum from staging.bouw))) filter (where coalesce(m.tot, m.van) is not null) as laatste_dag,
    max(m.geleverd_op) as laatst_geleverd
from kern.keten as k left join kern.meting as m on m.keten = k.keten
group by k.keten, k.naam
order by k.naam
