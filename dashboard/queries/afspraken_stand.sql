-- één rij per afspraak met haar stand; nieuwste eerst, zonder datum onderaan
select
    a.afspraak_id, a.keten, t.naam as ketennaam, a.project, p.naam as projectnaam, a.overleg, o.naam as overlegnaam, a.aanleiding,
    a.datum, a.datum_van, a.afspraak, a.voortouw, a.betrokken_partijen, a.klaar_op, a.klaar_op_tot, a.status, a.status_op, a.status_op_van, a.toelichting, a.bron,
    least(t.tot_tot, (select peildatum from staging.bouw)) as tot_dag,
    t.tot_tot < (select peildatum from staging.bouw) as keten_voorbij,
    case
        when a.status = 'gereed' and (a.status_op is null or a.klaar_op is null) then 'gereed (datum onbekend)'
        when a.status = 'gereed' and a.status_op_van > a.klaar_op_tot then 'gereed te laat'
        when a.status = 'gereed' then 'gereed op tijd'
        when a.status = 'open' and a.klaar_op_tot < (select peildatum from staging.bouw) then 'open en over datum'
        else coalesce(a.status, 'onbekend')
    end as stand
from kern.afspraak as a
join kern.keten as t using (keten)
left join kern.project as p on p.project = a.project
left join kern.overleg as o on o.overleg = a.overleg
where ($keten is null or a.keten = $keten) and ($project is null or a.project = $project)
order by a.datum_van desc nulls last, a.afspraak_id
