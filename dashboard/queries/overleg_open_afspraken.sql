-- één rij per afspraak van een keten die nog loopt, oudste termijn eerst, met elke datum die eerder was afgesproken
with eerder as (
    select id, list(distinct klaar_op order by klaar_op) filter (klaar_op is not null) as data
    from dossier.afspraak_versie
    group by id
)
select
    a.id, a.nummer, a.afspraak, a.voortouw, a.betrokken_partijen, a.klaar_op, a.klaar_op_tot, a.datum, a.status, a.toelichting,
    list_filter(e.data, lambda d: d <> a.klaar_op) as eerdere_data,
    a.klaar_op_tot < (select peildatum from staging.bouw) as is_over_datum
from dossier.afspraak as a
join eerder as e using (id)
where a.keten = $keten and coalesce(a.status, 'onbekend') in ('open', 'deels', 'onbekend')
order by a.klaar_op_tot nulls last, a.afspraak
