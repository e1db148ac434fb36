-- Eén rij per voorkeursdoel waarvan geen cijfer gunstig beweegt, terwijl niemand er negatief over oordeelt.
with oordeel as (
    select keten, min(datum_van) as eerste, count(distinct actorgroep) as actorgroepen, bool_or(oordeel = 'negatief') as is_negatief
    from kern.oordeel
    where onderwerp = 'resultaat' and datum_tot > $peildatum - to_months($maanden_terug::integer) and datum_van <= $peildatum
    group by keten
),
per_doel as (
    select
        d.doel, any_value(d.keten) as keten, any_value(d.omschrijving) as omschrijving, min(s.punten) as punten, max(s.tot) as tot,
        list(s.indicator order by s.naam) as indicatoren,
        bool_and(s.stand in ('gewoon', 'ongunstig')) as is_stil,
        bool_or(s.punten < $minimum_waarnemingen) as te_weinig
    from kern.doel as d
    join recente_stand($recente_perioden) as s on s.doel = d.doel
    where d.voorkeur = 'ja' and coalesce(d.tot_tot >= $peildatum, true) and coalesce(d.van_van <= $peildatum, true)
    group by d.doel
)
select
    p.keten, null::varchar as project, null::varchar as indicator, null::varchar as reeks, p.doel as onderwerp,
    case when not te_weinig then o.eerste end as van, p.tot, p.punten as waarnemingen, te_weinig,
    {'doel': p.doel, 'indicatoren': indicatoren, 'actorgroepen': o.actorgroepen} as onderbouwing,
    {'doel': p.omschrijving} as woorden
from per_doel as p
join oordeel as o using (keten)
where not o.is_negatief and o.actorgroepen >= $actorgroepen_gehoord and (te_weinig or is_stil)
