-- één rij per knelpunt uit het register, oudste eerst; open is het alleen zonder datum en zonder oplossing
select
    k.id as knelpunt_id, k.nummer, k.keten, t.naam as ketennaam, k.project, k.knelpunt, k.soort, k.datum, k.datum_van,
    k.escalatie_naar, k.escalatie_op, k.oplossing, k.wijze, k.opgelost_op, k.bron,
    k.is_ingetrokken, k.op, k.wie_rol, k.wie_partij, k.reden, k.herkomst, k.levering,
    case
        when k.opgelost_op is not null then 'opgelost'
        when k.oplossing is not null or k.wijze is not null then 'opgelost, datum onbekend'
        else 'open'
    end as stand,
    least(t.tot_tot, (select peildatum from staging.bouw)) as tot_dag,
    t.tot_tot < (select peildatum from staging.bouw) as keten_voorbij
from dossier.knelpunt_versie as k
join kern.keten as t using (keten)
where k.is_nieuwste and k.is_ingetrokken = $ingetrokken
    and ($keten is null or k.keten = $keten) and ($project is null or k.project = $project)
order by k.datum_van nulls last, k.knelpunt
