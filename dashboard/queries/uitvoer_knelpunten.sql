-- één rij per knelpunt uit het register met zijn bron, wat er eerder stond bij escalatie_naar, en wie het laatst iets veranderde
with vorig as (
    select *, lag(escalatie_naar) over (partition by id order by nummer) as was
    from dossier.knelpunt_versie
),
eerder as (
    select id, list(was order by nummer) filter (was is not null and was is distinct from escalatie_naar) as eerder
    from vorig
    group by id
)
select
    a.id as knelpunt_id, a.keten, a.project, a.overleg, a.agendapunt, a.datum, a.knelpunt, a.soort, a.escalatie_naar, a.escalatie_op, array_to_string(e.eerder, '; ') as eerdere_niveaus, a.oplossing, a.wijze,
    a.opgelost_op, a.bron,
    a.herkomst, a.op as laatst_gewijzigd, a.wie_rol as door_rol, a.wie_partij as door_partij, a.reden,
    a.levering, l.leverancier, l.geleverd_op, coalesce(l.fictief, k.fictief) as fictief
from dossier.knelpunt as a
join eerder as e using (id)
left join staging.levering as l using (levering)
left join (select keten, fictief from kern.keten join staging.levering using (levering)) as k using (keten)
where ($keten is null or a.keten = $keten) and ($project is null or a.project = $project)
order by a.keten, a.datum_van nulls last, a.id
