-- één rij per afspraak uit het register met haar stand, ingetrokken ook; nieuwste eerst, zonder datum onderaan
select
    a.id as afspraak_id, a.nummer, a.keten, t.naam as ketennaam, a.project, p.naam as projectnaam, a.overleg, o.naam as overlegnaam, a.aanleiding,
    a.datum, a.datum_van, a.afspraak, a.voortouw, a.betrokken_partijen, a.klaar_op, a.klaar_op_tot, a.status, a.status_op, a.status_op_van,
    a.toelichting, a.bron, a.bevestigd_door, a.bevestigd_op, a.effect, a.effect_op,
    a.is_ingetrokken, a.op, a.wie_rol, a.wie_partij, a.reden, a.herkomst, a.levering,
    least(t.tot_tot, (select peildatum from staging.bouw)) as tot_dag,
    t.tot_tot < (select peildatum from staging.bouw) as keten_voorbij,
    case
        when a.status = 'gereed' and (a.status_op is null or a.klaar_op is null) then 'gereed (datum onbekend)'
        when a.status = 'gereed' and a.status_op_van > a.klaar_op_tot then 'gereed te laat'
        when a.status = 'gereed' then 'gereed op tijd'
        when a.status = 'open' and a.klaar_op_tot < (select peildatum from staging.bouw) then 'open en over datum'
        else coalesce(a.status, 'onbekend')
    end as stand
from dossier.afspraak_versie as a
join kern.keten as t using (keten)
left join kern.project as p on p.project = a.project
left join dossier.overleg as o on o.id = a.overleg
where a.is_nieuwste and a.is_ingetrokken = $ingetrokken
    and ($keten is null or a.keten = $keten) and ($project is null or a.project = $project)
order by a.datum_van desc nulls last, a.id
