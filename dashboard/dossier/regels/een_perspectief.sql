-- Eén rij per cijfer of vraag met verhalen van één partij, terwijl er meer partijen aan tafel zitten.
with tafel as (
    select keten, count(*) as partijen
    from aan_tafel($peildatum)
    group by keten
),
per_onderwerp as (
    select
        any_value(keten) as keten, any_value(indicator) as indicator, onderwerp, any_value(naam) as naam,
        any_value(partij) as partij, min(dag) as van, max(dag) as tot, count(*) as verhalen
    from verhaal()
    where dag > $peildatum - to_months($maanden_terug::integer)
    group by onderwerp
    having count(distinct partij) = 1 and min(dag) + $dagen_tijd::integer < $peildatum
)
select
    o.keten, i.project, o.indicator, null as reeks, o.onderwerp, null as van,
    case when partijen >= $minimum_waarnemingen then o.tot end as tot,
    partijen as waarnemingen, partijen < $minimum_waarnemingen as te_weinig,
    {'verhalen': verhalen, 'eerste_verhaal': o.van::varchar, 'partijen_aan_tafel': partijen} as onderbouwing,
    {'naam': o.naam, 'partij': o.partij} as woorden
from per_onderwerp as o
join tafel using (keten)
left join kern.indicator as i on i.indicator = o.indicator
