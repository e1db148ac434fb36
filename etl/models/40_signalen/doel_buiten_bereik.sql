-- Eén rij per totaalreeks die haar streefwaarde vrijwel altijd of vrijwel nooit haalt.
select
    i.keten, i.project, t.indicator, t.reeks, null::varchar as onderwerp,
    case when t.punten >= $minimum_waarnemingen then t.segment_van end as van, t.tot,
    t.punten as waarnemingen, t.punten < $minimum_waarnemingen as te_weinig,
    {'doelbereik': r.doelbereik, 'streefwaarde': r.streefwaarde, 'laatste_waarde': r.laatste_waarde, 'eenheid': i.eenheid} as onderbouwing,
    {
        'hoe_vaak': case r.doelbereik when 'vrijwel_altijd' then 'vrijwel altijd' else 'vrijwel nooit' end,
        'streef': getal_in_woorden(r.streefwaarde, case when r.streefwaarde = round(r.streefwaarde) then 0 else 1 end)
    } as woorden
from beweging.totaalreeks as t
join beweging.reeks as r using (reeks)
join kern.indicator as i on i.indicator = t.indicator
where coalesce(i.richting, 'nvt') <> 'nvt' and r.streefwaarde is not null
    and (t.punten < $minimum_waarnemingen or r.doelbereik in ('vrijwel_altijd', 'vrijwel_nooit'))
