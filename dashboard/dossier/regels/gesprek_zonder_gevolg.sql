-- Eén rij per cijfer of vraag waarover telkens is gesproken zonder afspraak of besluit, en per open afspraak die vaker is verschoven.
with gesproken as (
    select
        *,
        agendapunt in (select agendapunt from dossier.afspraak where agendapunt is not null)
        or agendapunt in (select agendapunt from dossier.besluit where agendapunt is not null) as heeft_gevolg
    from gesprek($peildatum)
    where onderwerp is not null
),
sinds_gevolg as (
    from gesproken as g
    where not exists (from gesproken as e where e.onderwerp = g.onderwerp and e.heeft_gevolg and e.dag >= g.dag)
),
telkens as (
    select
        any_value(g.keten) as keten, any_value(i.project) as project, any_value(i.indicator) as indicator, g.onderwerp,
        coalesce(any_value(i.naam), arg_max(g.vraag, g.dag)) as naam, min(g.dag) as van, max(g.dag) as tot,
        count(distinct g.overleg) as gesprekken
    from sinds_gevolg as g
    left join kern.indicator as i on i.indicator = g.indicator
    group by g.onderwerp
),
stap as (
    select id, op, klaar_op_tot, lag(klaar_op_tot ignore nulls) over (partition by id order by nummer) as eerder
    from dossier.afspraak_versie
),
verschoven as (
    select id, max(op)::date as tot, count(*) as keren, list(eerder::varchar order by op) as eerdere_dagen
    from stap
    where klaar_op_tot > eerder
    group by id
    having count(*) >= $keren_verschoven
)
select
    keten, project, indicator, null as reeks, onderwerp,
    case when gesprekken >= $minimum_waarnemingen then van end as van, case when gesprekken >= $minimum_waarnemingen then tot end as tot,
    gesprekken as waarnemingen, gesprekken < $minimum_waarnemingen as te_weinig,
    {'eerste_gesprek': van::varchar, 'laatste_gesprek': tot::varchar, 'eerder_klaar_op': null, 'nu_klaar_op': null} as onderbouwing,
    {'wat': 'Over “' || naam || '” is ' || gesprekken || ' keer gesproken zonder afspraak of besluit.'} as woorden
from telkens
union all
select
    a.keten, a.project, null, null, 'afspraak ' || a.id, null, v.tot, v.keren, false,
    {'eerste_gesprek': null, 'laatste_gesprek': null, 'eerder_klaar_op': eerdere_dagen, 'nu_klaar_op': a.klaar_op},
    {'wat': 'De afspraak “' || a.afspraak || '” is ' || v.keren || ' keer verschoven.'}
from verschoven as v
join dossier.afspraak as a using (id)
where coalesce(a.status, 'open') = 'open'
