-- Een waarde die meer dan zes stappen van haar buren af ligt, is vaak een tikfout.
-- De stap is het midden van de verschillen tussen opeenvolgende punten: één uitschieter verandert die niet.
-- Onder de acht punten zegt zo'n stap te weinig.
with metingen as (
    select rij, indicator, gebied, groep, bron_partij, definitie_versie, periode_van, periode_tot, waarde as geschreven,
        waarde_getal as waarde, teller_getal as teller, noemer_getal as noemer
    from nieuw.metingen
    union all
    select null, indicator, gebied, groep, bron_partij, definitie_versie, periode_van, periode_tot, null, waarde, teller, noemer
    from bekend.metingen
),
punten as (
    select rij, geschreven, periode_van, meting_getal(m.waarde, m.teller, m.noemer, i.eenheid) as getal,
        hash(indicator, m.gebied, m.groep, m.bron_partij, m.definitie_versie) as reeks
    from metingen as m
    join alle.indicatoren as i using (indicator)
    where periode_van is not null and periode_tot is not null
),
stappen as (
    select rij, geschreven, reeks, getal,
        abs(getal - lag(getal) over s) as stap,
        abs(lead(getal) over s - getal) as volgende_stap
    from punten
    where getal is not null
    window s as (partition by reeks order by periode_van, rij)
),
reeksen as (
    select reeks, median(stap) as gewone_stap from stappen
    group by reeks having count(*) >= 8 and median(stap) > 0
)
select s.rij, 'waarde' as kolom, s.geschreven as waarde,
    'ligt ver van de cijfers ervoor en erna in deze reeks. Kijk of dit klopt.' as tekst
from stappen as s
join reeksen as r using (reeks)
where s.rij is not null and least(s.stap, s.volgende_stap) > 6 * r.gewone_stap
order by s.rij
