-- Eén rij per totaalreeks en streefwaarde waarvan opvallend veel waarden net aan de goede kant liggen.
-- Het laatste segment, tegen elk getal dat als streefwaarde geldt bij het laatste punt, wie het ook meldt.
with punt as (
    select
        i.keten, i.project, i.richting, w.indicator, w.reeks, w.segment, w.van, w.tot, w.waarde,
        abs(w.waarde - lag(w.waarde) over (partition by w.reeks, w.segment order by w.van, w.tot)) as stap
    from beweging.waarneming as w
    join kern.indicator as i using (indicator)
    where i.richting in ('hoger', 'lager')
        and w.indicator in (select indicator from kern.streefwaarde where waarde is not null)
        and w.reeks in (select reeks from kern.meting where gebied is null and groep is null)
    qualify w.segment = max(w.segment) over (partition by w.reeks)
),
reeks as (
    select
        any_value(keten) as keten, any_value(project) as project, any_value(indicator) as indicator, any_value(richting) as richting, reeks,
        min(van) as van, max(tot) as tot, max(van) as laatste_van, count(*) as punten, avg(waarde) as midden, avg(stap) / $d2 as spreiding
    from punt
    group by reeks
),
streef as (
    select distinct r.*, s.waarde as streefwaarde
    from reeks as r
    join kern.streefwaarde as s on s.indicator = r.indicator and s.waarde is not null
        and coalesce(s.van_van, r.laatste_van) <= r.tot and coalesce(s.tot_tot, r.laatste_van) >= r.laatste_van
),
-- De kans dat een waarde in de band aan de goede kant ligt, als de waarden normaal verdeeld zijn.
geteld as (
    select
        s.*, $bandbreedte * abs(s.streefwaarde) as breedte,
        count(*) filter (round(abs(p.waarde - s.streefwaarde), 9) <= round($bandbreedte * abs(s.streefwaarde), 9)) as in_band,
        count(*) filter (round(abs(p.waarde - s.streefwaarde), 9) <= round($bandbreedte * abs(s.streefwaarde), 9)
            and case s.richting when 'hoger' then p.waarde >= s.streefwaarde else p.waarde <= s.streefwaarde end) as goed
    from streef as s
    join punt as p using (reeks)
    group by all
),
verwacht as (
    select
        *, (case richting when 'hoger' then normaal((streefwaarde + breedte - midden) / spreiding) - normaal((streefwaarde - midden) / spreiding)
             else normaal((streefwaarde - midden) / spreiding) - normaal((streefwaarde - breedte - midden) / spreiding) end)
        / nullif(normaal((streefwaarde + breedte - midden) / spreiding) - normaal((streefwaarde - breedte - midden) / spreiding), 0) as kans
    from geteld
    where spreiding > 0
),
toets as (
    select reeks, streefwaarde, kans, binomiaal_boven(goed, in_band, kans) as p
    from verwacht
    where in_band >= $minimum_waarnemingen and in_band / punten <= $meeste_in_band and goed / in_band > kans
)
select
    g.keten, g.project, g.indicator, g.reeks, g.streefwaarde::varchar as onderwerp, g.van, g.tot,
    g.in_band as waarnemingen, g.punten < $minimum_waarnemingen as te_weinig,
    {'streefwaarde': g.streefwaarde, 'in_de_band': g.in_band, 'goede_kant': g.goed, 'punten': g.punten, 'verwacht_aandeel': t.kans, 'p': t.p} as onderbouwing,
    {'in_band': g.in_band::varchar, 'goed': g.goed::varchar, 'streefwaarde': replace(getal_in_woorden(g.streefwaarde, 2), ',00', '')} as woorden
from geteld as g
left join toets as t using (reeks, streefwaarde)
where g.punten < $minimum_waarnemingen or t.p < $p
