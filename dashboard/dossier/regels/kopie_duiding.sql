-- Eén rij per cijfer of vraag waarbij het nieuwste verhaal van een partij vrijwel gelijk is aan haar vorige.
with op_rij as (
    select
        *, lag(duiding) over beurt as vorige, lag(dag) over beurt as vorige_dag,
        lead(dag) over beurt is null as is_nieuwste, count(*) over (partition by onderwerp, partij) as verhalen
    from verhaal()
    window beurt as (partition by onderwerp, partij order by dag, wijziging, id)
),
gewogen as (
    select *, coalesce(gelijk_deel(duiding, vorige), 0) as gelijk
    from op_rij
    where is_nieuwste and dag > $peildatum - to_months($maanden_terug::integer)
),
per_onderwerp as (
    select
        any_value(keten) as keten, any_value(indicator) as indicator, onderwerp, any_value(naam) as naam, max(verhalen) as verhalen,
        max(dag) filter (gelijk > $deel_gelijk) as dag,
        list({'partij': partij, 'datum': dag::varchar, 'vorige': vorige_dag::varchar} order by partij) filter (gelijk > $deel_gelijk) as gelijke
    from gewogen
    group by onderwerp
)
select
    p.keten, i.project, p.indicator, null as reeks, p.onderwerp, case when verhalen >= $minimum_waarnemingen then dag end as van, dag as tot,
    verhalen as waarnemingen, verhalen < $minimum_waarnemingen as te_weinig,
    {'gelijke_verhalen': coalesce(gelijke, [])} as onderbouwing,
    {'naam': p.naam, 'dag': coalesce(dag_in_woorden(dag), '')} as woorden
from per_onderwerp as p
left join kern.indicator as i on i.indicator = p.indicator
where verhalen < $minimum_waarnemingen or dag is not null
