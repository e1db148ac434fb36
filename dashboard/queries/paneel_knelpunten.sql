-- één rij per knelpunt, oudste eerst; open is het alleen zonder datum en zonder oplossing
select
    k.knelpunt_id, k.keten, t.naam as ketennaam, k.knelpunt, k.soort, k.datum, k.datum_van, k.escalatie_naar, k.oplossing, k.wijze, k.opgelost_op, k.bron,
    case
        when k.opgelost_op is not null then 'opgelost'
        when k.oplossing is not null then 'opgelost, datum onbekend'
        else 'open'
    end as stand,
    least(t.tot_tot, (select peildatum from staging.bouw)) as tot_dag,
    t.tot_tot < (select peildatum from staging.bouw) as keten_voorbij
from kern.knelpunt as k
join kern.keten as t using (keten)
where ($keten is null or k.keten = $keten) and ($project is null or k.project = $project)
order by k.datum_van nulls last, k.knelpunt
