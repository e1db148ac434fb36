-- Eén rij per punt waarbij een streefwaarde geldt om mee te vergelijken: een norm of mijlpaal met een getal.
-- Per partij die er een meldt, telt de nieuwste die dan geldt. Verschillen de partijen van mening, dan is er geen.
with geldig as (
    select w.reeks, w.van, w.tot, s.volgens, s.waarde
    from beweging.waarneming as w
    join kern.streefwaarde as s
        on s.indicator = w.indicator and s.soort in ('norm', 'mijlpaal') and s.waarde is not null
        and coalesce(s.van_van, w.van) <= w.tot and coalesce(s.tot_tot, w.van) >= w.van
    qualify row_number() over (partition by w.reeks, w.van, w.tot, s.volgens order by s.van_van desc nulls last) = 1
)
select reeks, van, tot, any_value(waarde) as streefwaarde
from geldig
group by reeks, van, tot
having count(distinct waarde) = 1
