-- Eén rij per indicator waarvan de twee volgende verwachte perioden niet op tijd zijn geleverd.
-- Gerekend wordt vanaf de laatste dag waarover iets is geleverd, in cijfers of in woorden, voor welk deel of uit welke bron ook.
-- Een oud gat waarna weer geleverd is, vraagt niets. Na het einde van het project wordt niets meer verwacht.
with verwacht as (
    select i.keten, i.project, i.indicator, i.naam, i.frequentie, i.levertermijn, p.tot_tot as project_tot,
        max(m.tot) as laatste, count(m.tot) as metingen
    from kern.indicator as i
    left join kern.project as p using (project)
    left join kern.meting as m on m.indicator = i.indicator and m.van is not null and m.tot is not null
    where i.frequentie <> 'onregelmatig'
    group by all
),
termijn as (
    select *,
        periode_eind(periode_eind(laatste + 1, frequentie) + 1, frequentie) as eind_2
    from verwacht
),
beoordeeld as (
    select *,
        metingen < $minimum_waarnemingen as te_weinig,
        -- Zonder levertermijn mag een levering één periode duren.
        coalesce(eind_2 + levertermijn::integer, periode_eind(eind_2 + 1, frequentie)) as uiterlijk
    from termijn
)
select
    keten, project, indicator, null as reeks, indicator as onderwerp,
    case when not te_weinig then laatste + 1 end as van, case when not te_weinig then eind_2 end as tot,
    metingen as waarnemingen, te_weinig,
    {'laatst_geleverd_tot': laatste::varchar, 'verwacht_uiterlijk': uiterlijk::varchar, 'frequentie': frequentie} as onderbouwing,
    {'naam': naam, 'uiterlijk': dag_in_woorden(uiterlijk)} as woorden
from beoordeeld
where te_weinig or ($peildatum > uiterlijk and coalesce(eind_2 <= project_tot, true))
