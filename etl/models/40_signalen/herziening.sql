-- Eén rij per versie van een indicator waarvan eerder geleverde cijfers zijn herzien.
-- Vergeleken wordt de eerste waarde van een meting met de huidige; heen en weer terug is geen herziening.
with meting as (
    select
        v.indicator, v.definitie_versie, v.van, v.tot,
        first(v.waarde order by v.geleverd_op, v.levering) filter (v.waarde is not null) as eerst,
        any_value(v.waarde) filter (v.is_nieuwste and v.vervallen is distinct from 'ja') as nu
    from kern.meting_versie as v
    where v.van is not null and v.tot is not null
        and v.indicator in (select indicator from kern.meting_versie where not is_nieuwste)
    group by v.indicator, v.definitie_versie, v.van, v.tot, v.periodesoort, v.gebied, v.groep, v.bron_partij
),
per_versie as (
    select
        i.keten, i.project, m.indicator, m.definitie_versie, min(m.van) as begin,
        min(m.van) filter (nu <> eerst) as van, max(m.tot) filter (nu <> eerst) as tot,
        count(*) filter (nu <> eerst) as herzien,
        count(*) filter (case i.richting when 'hoger' then nu > eerst when 'lager' then nu < eerst end) as gunstig
    from meting as m
    join kern.indicator as i using (indicator)
    where i.richting in ('hoger', 'lager')
    group by all
)
select
    keten, project, indicator, null as reeks, to_json([indicator, definitie_versie])::varchar as onderwerp,
    -- De vraag houdt haar kenmerk als later nog een cijfer wordt herzien.
    begin as van, tot, herzien as waarnemingen, herzien < $minimum_waarnemingen as te_weinig,
    {'herzien': herzien, 'gunstige_kant_op': gunstig, 'definitie_versie': definitie_versie} as onderbouwing,
    {'herzien': herzien::varchar, 'gunstig': gunstig::varchar, 'periode': tijdvak_in_woorden(van, tot)} as woorden
from per_versie
where herzien > 0 and (herzien < $minimum_waarnemingen or gunstig / herzien >= $aandeel_gunstig)
