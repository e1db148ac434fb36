-- Eén rij per keten en soort overleg waarvan het laatste langer geleden is dan het ritme doet verwachten.
-- Het ritme is wat de keten afsprak voor het bestuurlijk overleg, en anders de middelste tijd tussen twee overleggen van die soort.
with overleg as (
    select keten, soort, datum_van, datum_tot, least(datum_tot, $peildatum) as dag
    from gehouden($peildatum)
    where soort is not null and datum_van is not null
),
-- Alleen dagen die precies bekend zijn, zeggen iets over de tijd ertussen.
tussen as (
    select keten, soort, date_diff('day', lag(datum_van) over (partition by keten, soort order by datum_van), datum_van) as dagen
    from (select distinct keten, soort, datum_van from overleg where datum_van = datum_tot)
),
middelste as (
    select keten, soort, median(dagen) as dagen, count(*) as overleggen
    from tussen
    group by keten, soort
),
laatste as (
    select keten, soort, max(dag) as dag
    from overleg
    group by keten, soort
),
beoordeeld as (
    select
        l.keten, l.soort, l.dag, coalesce(m.overleggen, 0) as overleggen, w.interval_dagen is not null as is_afgesproken,
        coalesce(w.interval_dagen, m.dagen) as ritme, date_diff('day', l.dag, $peildatum) as stil,
        -- In onderhoud is het ritme met opzet trager: dan telt alleen wat is afgesproken.
        coalesce(o.ritme = 'onderhoud', false) and w.interval_dagen is null as is_onderhoud
    from laatste as l
    left join middelste as m using (keten, soort)
    left join dossier.werkwijze as w on w.keten = l.keten and l.soort = 'bestuurlijk'
    left join dossier.werkwijze as o on o.keten = l.keten
    where l.dag >= $peildatum - $langste_stilte_dagen::integer
)
select
    keten, null as project, null as indicator, null as reeks, keten || ' ' || soort as onderwerp,
    case when is_afgesproken or overleggen >= $minimum_waarnemingen then dag end as van,
    case when is_afgesproken or overleggen >= $minimum_waarnemingen then $peildatum end as tot,
    overleggen as waarnemingen, not is_afgesproken and overleggen < $minimum_waarnemingen as te_weinig,
    {'laatste_overleg': dag::varchar, 'dagen_geleden': stil, 'gewone_dagen_ertussen': ritme, 'ritme_afgesproken': is_afgesproken} as onderbouwing,
    {
        'overleg': case soort when 'casus' then 'casusoverleg' when 'uitvoering' then 'overleg van de uitvoering' when 'reflectie' then 'reflectieoverleg'
            else soort || ' overleg' end,
        'dag': dag_in_woorden(dag), 'stil': stil::varchar,
        'ritme': case when is_afgesproken then 'afgesproken is om de ' else 'anders is het om de ' end || round(coalesce(ritme, 0))::integer || ' dagen'
    } as woorden
from beoordeeld
where not is_onderhoud and ((not is_afgesproken and overleggen < $minimum_waarnemingen) or stil > $keer_het_ritme * ritme)
