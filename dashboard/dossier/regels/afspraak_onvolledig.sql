-- Eén rij per keten met afspraken waarbij niet staat wie het voortouw neemt of wanneer het klaar is. Vervallen afspraken tellen niet.
with per_keten as (
    select
        k.keten, count(a.id) as afspraken, count(*) filter (a.id is not null and (a.voortouw is null or a.klaar_op is null)) as onvolledig,
        list(
            {'afspraak': a.afspraak, 'ontbreekt': concat_ws(' en ',
                case when a.voortouw is null then 'voortouw' end, case when a.klaar_op is null then 'klaar op' end)}
            order by a.datum_van desc nulls last, a.id
        ) filter (a.id is not null and (a.voortouw is null or a.klaar_op is null)) as lijst
    from kern.keten as k
    left join dossier.afspraak as a on a.keten = k.keten and a.status is distinct from 'vervallen'
    group by k.keten
)
select
    keten, null as project, null as indicator, null as reeks, keten as onderwerp, null as van, null as tot,
    afspraken as waarnemingen, afspraken < $minimum_waarnemingen as te_weinig,
    {'afspraken': coalesce(lijst, [])} as onderbouwing,
    {'wat': case when afspraken = 1 then 'de enige afspraak' else onvolledig || ' van de ' || afspraken || ' afspraken' end} as woorden
from per_keten
where afspraken < $minimum_waarnemingen or onvolledig > 0
