-- één rij per afspraak uit het register met haar bron, wat er eerder stond bij klaar_op, en wie het laatst iets veranderde
with vorig as (
    select *, lag(klaar_op) over (partition by id order by nummer) as was
    from dossier.afspraak_versie
),
eerder as (
    select id, list(was order by nummer) filter (was is not null and was is distinct from klaar_op) as eerder
    from vorig
    group by id
)
select
    a.id as afspraak_id, a.keten, a.project, a.overleg, a.agendapunt, a.aanleiding, a.datum, a.afspraak, a.voortouw, a.betrokken_partijen, a.klaar_op, array_to_string(e.eerder, '; ') as eerdere_data, a.status,
    a.status_op, a.toelichting, a.bevestigd_door, a.bevestigd_op, a.effect, a.effect_op, a.bron,
    a.herkomst, a.op as laatst_gewijzigd, a.wie_rol as door_rol, a.wie_partij as door_partij, a.reden,
    a.levering, l.leverancier, l.geleverd_op, coalesce(l.fictief, k.fictief) as fictief
from dossier.afspraak as a
join eerder as e using (id)
left join staging.levering as l using (levering)
left join (select keten, fictief from kern.keten join staging.levering using (levering)) as k using (keten)
where ($keten is null or a.keten = $keten) and ($project is null or a.project = $project)
order by a.keten, a.datum_van desc nulls last, a.id
