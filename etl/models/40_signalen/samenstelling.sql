-- Eén rij per indicator en bron waarin het aandeel van de zware groepen daalde terwijl het geheel gunstiger werd.
-- Het aandeel is genomen over de teller of over n, van het totaal; waar het totaal geen aantal heeft, van de som van de groepen.
-- Vergeleken wordt met dezelfde periode een jaar eerder, met dezelfde zware groepen; een onderdrukte groep maakt dat onbekend.
-- Een som van groepen is alleen te vergelijken met de som van dezelfde groepen: valt er een weg, dan stijgt elk ander aandeel vanzelf.
with indicator as (
    select keten, project, indicator, richting, [trim(x) for x in string_split(zware_groepen, ';')] as zwaar
    from kern.indicator
    where zware_groepen is not null and richting in ('hoger', 'lager')
),
groepen as (
    select
        m.indicator, m.bron_partij, m.definitie_versie, m.periodesoort, m.van,
        sum(m.teller) as teller_alle, sum(m.n) as n_alle,
        sum(m.teller) filter (list_contains(i.zwaar, m.groep)) as teller_zwaar,
        sum(m.n) filter (list_contains(i.zwaar, m.groep)) as n_zwaar,
        list(m.groep order by m.groep) filter (list_contains(i.zwaar, m.groep) and m.teller is not null) as groepen_teller,
        list(m.groep order by m.groep) filter (list_contains(i.zwaar, m.groep) and m.n is not null) as groepen_n,
        list(m.groep order by m.groep) filter (m.teller is not null) as alle_met_teller,
        list(m.groep order by m.groep) filter (m.n is not null) as alle_met_n
    from kern.meting as m
    join indicator as i using (indicator)
    where m.groep is not null and m.gebied is null and m.van is not null
    group by all
),
punt as (
    select
        w.indicator, w.reeks, w.segment, w.van, w.tot, w.waarde, max(w.van) over (partition by w.reeks) as nieuwste,
        periode_jaar(w.van, w.periodesoort) as jaar, periode_plaats(w.van, w.periodesoort) as plaats,
        g.teller_zwaar, g.n_zwaar, g.groepen_teller, g.groepen_n,
        coalesce(t.teller, g.teller_alle) as teller_geheel, coalesce(t.n, g.n_alle) as n_geheel,
        case when t.teller is null then g.alle_met_teller end as som_teller, case when t.n is null then g.alle_met_n end as som_n
    from beweging.waarneming as w
    join kern.meting as t on t.reeks = w.reeks and t.van = w.van and t.tot = w.tot
    join indicator as i on i.indicator = w.indicator
    left join groepen as g
        on g.indicator = w.indicator and g.van = w.van and g.periodesoort = w.periodesoort
        and g.bron_partij is not distinct from t.bron_partij and g.definitie_versie is not distinct from t.definitie_versie
    where t.gebied is null and t.groep is null
),
paar as (
    select
        nu.*, i.keten, i.project,
        case i.richting when 'hoger' then nu.waarde > eerder.waarde else nu.waarde < eerder.waarde end as is_beter,
        unnest([
            {'maat': 'teller', 'nu': nu.teller_zwaar, 'geheel_nu': nu.teller_geheel, 'eerder': eerder.teller_zwaar,
             'geheel_eerder': eerder.teller_geheel, 'gelijk': nu.groepen_teller = eerder.groepen_teller and nu.som_teller is not distinct from eerder.som_teller},
            {'maat': 'n', 'nu': nu.n_zwaar, 'geheel_nu': nu.n_geheel, 'eerder': eerder.n_zwaar,
             'geheel_eerder': eerder.n_geheel, 'gelijk': nu.groepen_n = eerder.groepen_n and nu.som_n is not distinct from eerder.som_n}]) as a
    from punt as nu
    join indicator as i using (indicator)
    join punt as eerder
        on eerder.reeks = nu.reeks and eerder.segment = nu.segment and eerder.jaar = nu.jaar - 1 and eerder.plaats = nu.plaats
),
aandeel as (
    select
        *, a.eerder / nullif(a.geheel_eerder, 0) as p_eerder, a.nu / nullif(a.geheel_nu, 0) as p_nu,
        (a.eerder + a.nu) / nullif(a.geheel_eerder + a.geheel_nu, 0) as p
    from paar
    where a.gelijk
),
daling as (
    select
        *, round(100 * (p_eerder - p_nu), 9) as punten,
        (p_eerder - p_nu) / nullif(sqrt(p * (1 - p) * (1 / a.geheel_eerder + 1 / a.geheel_nu)), 0) as z
    from aandeel
    where p between 0 and 1 and p_eerder is not null and p_nu is not null
),
gezien as (
    from daling
    where is_beter and punten > $daling_in_punten and z > $z
    qualify row_number() over (partition by reeks, van order by z desc) = 1
),
per_indicator as (
    select
        i.keten, i.project, i.indicator, i.zwaar, p.reeks,
        (select count(distinct d.van) from daling as d where d.reeks = p.reeks and d.van > d.nieuwste - interval 1 year) as paren
    from indicator as i
    left join (select distinct indicator, reeks from punt) as p using (indicator)
)
select
    i.keten, i.project, i.indicator, i.reeks, i.indicator as onderwerp, v.van, v.tot,
    i.paren as waarnemingen, i.paren < $minimum_waarnemingen as te_weinig,
    {'groepen': i.zwaar, 'maat': laatste.a.maat, 'aandeel': laatste.p_nu, 'aandeel_jaar_eerder': laatste.p_eerder,
     'periode': tijdvak_in_woorden(laatste.van, laatste.tot)} as onderbouwing,
    {'groepen': groepen_in_woorden(i.zwaar), 'eerder': getal_in_woorden(100 * laatste.p_eerder, 0), 'nu': getal_in_woorden(100 * laatste.p_nu, 0),
     'laatste': in_tijdvak(laatste.van, laatste.tot)} as woorden
from per_indicator as i
left join recente_vragen('gezien') as v on v.reeks = i.reeks
where i.paren < $minimum_waarnemingen or v.van is not null
