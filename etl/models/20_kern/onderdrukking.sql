-- Eén rij per geleverde meting die niet te zien is, met de reden: de groep is klein, of het cijfer is nodig om een kleine groep te herleiden.
-- Zelf bevat deze tabel geen cijfers. Cijfers met kleine groepen staan in regels: een totaal is de som van zijn gebieden, van zijn
-- groepen, en van de perioden erin. Elke kleine cel krijgt een tweede deel ernaast (het kleinste dat kan), of anders het totaal, in elke
-- richting: samen een blok van cellen (de hyperkubusmethode van Repsilber, 1994). Binnen zo'n blok kan een bedrag heen en weer schuiven
-- zonder dat één som die te zien is verandert. Daarom is geen verborgen cel uit te rekenen, met welke sommen ook.
with paspoort as (
    select i.indicator, i.eenheid, coalesce(i.min_groep, 10) as kleinste_groep, coalesce(p.telt_mensen, false) as telt_mensen
    from kern.indicator as i
    left join (
        select indicator, bool_or(contains(lower(eenheid), woord)) and not is_verhouding(any_value(eenheid)) as telt_mensen
        from kern.indicator, staging.persoonseenheid
        group by indicator
    ) as p using (indicator)
),
met_kleine as materialized (
    select distinct indicator
    from staging.meting
    join paspoort using (indicator)
    where is_kleine_groep(waarde, teller, noemer, n, telt_mensen, kleinste_groep)
),
-- Alle geleverde rijen van indicatoren met een kleine groep; een leeg gebied of een lege groep is het totaal.
geleverd as (
    select
        levering, rij, leveringsvolgorde as volgorde, indicator, hash(sleutel) as cel,
        row(definitie_versie, nfc_normalize(bron_partij)) as bron,
        coalesce(nfc_normalize(gebied), '') as gebied, coalesce(nfc_normalize(groep), '') as groep,
        coalesce(periode_van, periode_tot, date '0001-01-01') as van, coalesce(periode_tot, periode_van, date '0001-01-01') as tot,
        periodesoort, kleinste_groep, vervallen,
        case
            when telt_mensen then coalesce(waarde, noemer, n, teller)
            else coalesce(n, noemer, teller, waarde)
        end as omvang,
        is_kleine_groep(waarde, teller, noemer, n, telt_mensen, kleinste_groep) as is_klein
    from staging.meting
    join paspoort using (indicator)
    where indicator in (select indicator from met_kleine)
),
rij as materialized (
    select
        *,
        row_number() over (partition by cel order by vervallen is distinct from 'ja' desc, volgorde desc, rij) = 1 as is_nieuwste,
        first_value(omvang ignore nulls) over (partition by cel order by volgorde rows between unbounded preceding and unbounded following) as eerste
    from geleverd
),
-- Een versie die klein was en nu niet meer: zij blijft verborgen. Staat er een totaal of een deel naast, dan blijft de hele cel
-- verborgen: met het totaal van toen was het oude cijfer anders uit te rekenen.
oud as (
    select o.cel, o.indicator, o.gebied, o.groep, o.van, o.tot
    from rij as o
    where o.is_klein and o.cel in (select cel from rij where is_nieuwste and not is_klein)
),
blijft_klein as (
    select cel from rij where is_nieuwste and is_klein
    union
    select o.cel
    from oud as o
    join rij as t on t.indicator = o.indicator and t.cel <> o.cel
        and ((t.gebied in ('', o.gebied) and t.groep in ('', o.groep) and t.van <= o.van and t.tot >= o.tot)
            or (o.gebied in ('', t.gebied) and o.groep in ('', t.groep) and o.van <= t.van and o.tot >= t.tot))
),
nu as materialized (
    select r.*, b.cel is not null as is_bron
    from rij as r
    left join blijft_klein as b using (cel)
    where r.is_nieuwste
),
-- Eén rij per cijfer, welke bron het ook geeft, met de waarden die een ander ervoor mogelijk moet houden.
cijfer as materialized (
    select
        indicator, gebied, groep, van, tot, any_value(periodesoort) as periodesoort, bool_or(is_bron) as is_verborgen,
        min(omvang) as omvang, any_value(kleinste_groep) as kleinste_groep,
        case
            when min(omvang) = 0 and not bool_or(is_bron) then 0
            when bool_or(is_bron) then case when min(omvang) between 1 and any_value(kleinste_groep) - 1 then 1 else 0 end
            when min(omvang) >= any_value(kleinste_groep) then any_value(kleinste_groep) else 0
        end as laagste,
        case
            when min(omvang) = 0 and not bool_or(is_bron) then 0
            when bool_or(is_bron) and min(omvang) < any_value(kleinste_groep) then any_value(kleinste_groep) - 1
            else 1e15
        end as hoogste
    from nu
    group by indicator, gebied, groep, van, tot
),
-- De regels die kloppen: totaal en delen schelen minder dan een kleine groep, nu of in een eerdere versie.
gebiedsom as (
    select indicator, groep, van, tot, bron, sum(omvang) as nu, sum(eerste) as eerst from nu where gebied <> '' group by all
    union all
    select indicator, groep, van, tot, null, sum(omvang), null from cijfer where gebied <> '' group by all
),
groepsom as (
    select indicator, gebied, van, tot, bron, sum(omvang) as nu, sum(eerste) as eerst from nu where groep <> '' group by all
    union all
    select indicator, gebied, van, tot, null, sum(omvang), null from cijfer where groep <> '' group by all
),
telt_gebied as materialized (
    select distinct s.indicator, s.van, s.tot
    from gebiedsom as s
    join (
        select indicator, groep, van, tot, omvang, kleinste_groep from rij where gebied = ''
        union all
        select g.indicator, '', g.van, g.tot, g.nu, 10 from groepsom as g where g.gebied = ''
    ) as t using (indicator, groep, van, tot)
    where abs(t.omvang - s.nu) < t.kleinste_groep or abs(t.omvang - s.eerst) < t.kleinste_groep
),
telt_groep as materialized (
    select distinct s.indicator, s.van, s.tot
    from groepsom as s
    join (
        select indicator, gebied, van, tot, omvang, kleinste_groep from rij where groep = ''
        union all
        select g.indicator, '', g.van, g.tot, g.nu, 10 from gebiedsom as g where g.groep = ''
    ) as t using (indicator, gebied, van, tot)
    where abs(t.omvang - s.nu) < t.kleinste_groep or abs(t.omvang - s.eerst) < t.kleinste_groep
),
-- Perioden in perioden: een jaar is de som van zijn maanden of kwartalen, en een half jaar van wat er al was en de rest.
omvattend as materialized (
    select indicator, van, tot
    from (select distinct indicator, van, tot from nu) as p
    where exists (from nu as d where d.indicator = p.indicator and d.van >= p.van and d.tot <= p.tot and (d.van > p.van or d.tot < p.tot))
),
geheel as (
    from rij join omvattend using (indicator, van, tot)
),
verdeeld as (
    select g.indicator, g.van, g.tot, d.periodesoort
    from geheel as g
    join nu as d
        on d.indicator = g.indicator and d.gebied = g.gebied and d.groep = g.groep and d.van >= g.van and d.tot <= g.tot
        and (d.van > g.van or d.tot < g.tot)
    group by g.indicator, g.van, g.tot, g.cel, g.volgorde, g.rij, g.omvang, g.kleinste_groep, d.periodesoort, d.bron
    having sum(d.tot - d.van + 1) = g.tot - g.van + 1
        and (abs(sum(d.omvang) - g.omvang) < g.kleinste_groep or abs(sum(d.eerste) - g.omvang) < g.kleinste_groep)
),
in_tweeen as (
    select g.indicator, g.van, g.tot, b.van as b_van, b.tot as b_tot, e.van as e_van, e.tot as e_tot
    from geheel as g
    join nu as b on b.indicator = g.indicator and b.gebied = g.gebied and b.groep = g.groep and b.van = g.van and b.tot < g.tot
    join nu as e on e.indicator = g.indicator and e.gebied = g.gebied and e.groep = g.groep and e.van = b.tot + 1 and e.tot = g.tot
    where abs(b.omvang + e.omvang - g.omvang) < g.kleinste_groep
),
periodedeel as materialized (
    select distinct v.indicator, v.van, v.tot, d.van as deel_van, d.tot as deel_tot
    from verdeeld as v
    join cijfer as d
        on d.indicator = v.indicator and d.periodesoort = v.periodesoort and d.van >= v.van and d.tot <= v.tot and (d.van > v.van or d.tot < v.tot)
    union
    select indicator, van, tot, unnest([b_van, e_van]), unnest([b_tot, e_tot]) from in_tweeen
),
-- Ook over meer stappen: een maand zit in een kwartaal, en dat in een jaar.
periode_erin as materialized (
    select distinct h.indicator, h.van, h.tot, d.deel_van, d.deel_tot
    from periodedeel as h
    join periodedeel as d
        on d.indicator = h.indicator and d.deel_van >= h.van and d.deel_tot <= h.tot and (d.deel_van > h.van or d.deel_tot < h.tot)
),
bron as materialized (
    select
        c.*, hash(c.indicator, c.gebied, c.groep, c.van, c.tot) as bron,
        (c.indicator, c.van, c.tot) in (select (indicator, van, tot) from telt_gebied) as telt_gebied,
        (c.indicator, c.van, c.tot) in (select (indicator, van, tot) from telt_groep) as telt_groep
    from cijfer as c
    where c.is_verborgen
),
-- Per kleine cel: met welk ander gebied samen (leeg: met het totaal). Is de cel zelf een totaal, dan hoort er een gebied bij.
keuze_gebied as (
    select bron, gebied as een, gebied as ander, 1 as teken from bron where not telt_gebied
    union all
    select bron, gebied, '', 1 from bron where telt_gebied and gebied <> ''
    union all
    select b.bron, b.gebied, c.gebied, -1
    from bron as b
    join cijfer as c using (indicator, groep, van, tot)
    where b.telt_gebied and b.gebied <> '' and c.gebied not in ('', b.gebied) and c.omvang is not null
    union all
    select b.bron, coalesce(arg_min(c.gebied, row(not c.is_verborgen, coalesce(c.omvang, 0) = 0, c.omvang, c.gebied)), ''), '', 1
    from bron as b
    left join cijfer as c on c.indicator = b.indicator and c.van = b.van and c.tot = b.tot and c.groep = b.groep and c.gebied <> ''
    where b.telt_gebied and b.gebied = ''
    group by b.bron
),
keuze_groep as (
    select bron, groep as een, groep as ander, 1 as teken from bron where not telt_groep
    union all
    select bron, groep, '', 1 from bron where telt_groep and groep <> ''
    union all
    select b.bron, b.groep, c.groep, -1
    from bron as b
    join cijfer as c using (indicator, gebied, van, tot)
    where b.telt_groep and b.groep <> '' and c.groep not in ('', b.groep) and c.omvang is not null
    union all
    select b.bron, coalesce(arg_min(c.groep, row(not c.is_verborgen, coalesce(c.omvang, 0) = 0, c.omvang, c.groep)), ''), '', 1
    from bron as b
    left join cijfer as c on c.indicator = b.indicator and c.van = b.van and c.tot = b.tot and c.gebied = b.gebied and c.groep <> ''
    where b.telt_groep and b.groep = ''
    group by b.bron
),
-- De hoeken van elk mogelijk blok, en hoeveel waarden er voor de kleine cel mogelijk blijven als het blok verborgen is.
hoek as (
    select
        b.bron, g.een as gebied_een, g.ander as gebied_ander, k.een as groep_een, k.ander as groep_ander,
        c.omvang, c.is_verborgen, c.laagste, c.hoogste, h.gebied, h.groep,
        case when h.is_ander_gebied then g.teken else 1 end * case when h.is_andere_groep then k.teken else 1 end as teken,
        (b.gebied = '' or b.groep = '') as is_rand
    from bron as b
    join keuze_gebied as g using (bron)
    join keuze_groep as k using (bron),
    lateral (
        select distinct unnest([
            {'gebied': g.een, 'groep': k.een, 'is_ander_gebied': false, 'is_andere_groep': false},
            {'gebied': g.ander, 'groep': k.een, 'is_ander_gebied': g.ander <> g.een, 'is_andere_groep': false},
            {'gebied': g.een, 'groep': k.ander, 'is_ander_gebied': false, 'is_andere_groep': k.ander <> k.een},
            {'gebied': g.ander, 'groep': k.ander, 'is_ander_gebied': g.ander <> g.een, 'is_andere_groep': k.ander <> k.een}
        ]) as h
    ) as u(h)
    left join cijfer as c on c.indicator = b.indicator and c.van = b.van and c.tot = b.tot and c.gebied = h.gebied and c.groep = h.groep
),
blok as (
    from (
        select
            bron, gebied_een, gebied_ander, groep_een, groep_ander,
            count(*) filter (omvang is null and not is_rand) as ontbreekt,
            min(case when teken > 0 then hoogste - omvang else omvang - laagste end)
                + min(case when teken > 0 then omvang - laagste else hoogste - omvang end) >= 2 as is_ruim,
            count(*) filter ((gebied = '' or groep = '') and not is_verborgen) as totalen,
            sum(case when is_verborgen then 0 else omvang end) as kosten
        from hoek
        group by all
    )
    qualify row_number() over (
        partition by bron
        order by ontbreekt > 0, not is_ruim, totalen, kosten, gebied_ander, groep_ander
    ) = 1
),
-- Hetzelfde in de tijd. Is de periode zelf een som, dan telt de kleinste periode erin; samen met een andere periode in hetzelfde geheel.
kleinste_periode as (
    select p.indicator, p.van, p.tot, c.gebied, c.groep,
        arg_min({'van': c.van, 'tot': c.tot}, row(c.tot - c.van, not c.is_verborgen, coalesce(c.omvang, 0) = 0, c.omvang, c.van)) as deel
    from periode_erin as p
    join cijfer as c on c.indicator = p.indicator and c.van = p.deel_van and c.tot = p.deel_tot
    group by all
),
andere_periode as (
    select b.bron, c.van, c.tot
    from bron as b
    join periodedeel as p on p.indicator = b.indicator and p.deel_van = b.van and p.deel_tot = b.tot
    join periodedeel as q on q.indicator = p.indicator and q.van = p.van and q.tot = p.tot
    join cijfer as c
        on c.indicator = b.indicator and c.van = q.deel_van and c.tot = q.deel_tot and c.gebied = b.gebied and c.groep = b.groep
        and c.periodesoort = b.periodesoort and (c.van > b.tot or c.tot < b.van)
    where least(b.hoogste - b.omvang, c.omvang - c.laagste) + least(b.omvang - b.laagste, c.hoogste - c.omvang) >= 2
    qualify row_number() over (
        partition by b.bron
        order by p.tot - p.van, not c.is_verborgen, case when not c.is_verborgen then c.omvang end, abs(c.van - b.van), c.van
    ) = 1
),
punt_in_tijd as (
    select
        b.bron, b.indicator, coalesce(k.deel.van, b.van) as van, coalesce(k.deel.tot, b.tot) as tot,
        coalesce(ka.deel.van, a.van) as ander_van, coalesce(ka.deel.tot, a.tot) as ander_tot
    from bron as b
    left join kleinste_periode as k
        on k.indicator = b.indicator and k.van = b.van and k.tot = b.tot and k.gebied = b.gebied and k.groep = b.groep
    left join andere_periode as a on a.bron = b.bron
    left join kleinste_periode as ka
        on ka.indicator = b.indicator and ka.van = a.van and ka.tot = a.tot and ka.gebied = b.gebied and ka.groep = b.groep
),
-- De perioden die de ene wel en de andere niet bevatten.
periode_lijst as (
    select bron, indicator, van, tot from punt_in_tijd
    union all
    select bron, indicator, ander_van, ander_tot from punt_in_tijd where ander_van is not null
    union all
    select t.bron, t.indicator, p.van, p.tot from punt_in_tijd as t
    join periode_erin as p on p.indicator = t.indicator and p.deel_van = t.van and p.deel_tot = t.tot
    union all
    select t.bron, t.indicator, p.van, p.tot from punt_in_tijd as t
    join periode_erin as p on p.indicator = t.indicator and p.deel_van = t.ander_van and p.deel_tot = t.ander_tot
),
in_tijd as (
    select bron, van, tot from periode_lijst group by bron, van, tot having count(*) = 1
),
-- Alle cellen van het blok, uit elke bron die hetzelfde cijfer geeft.
in_blok as (
    select distinct n.cel, n.indicator, n.bron as uit, n.omvang, b.bron, b.gebied, b.groep, b.van, b.tot, n.gebied as cel_gebied, n.groep as cel_groep,
        n.van as cel_van, n.tot as cel_tot, n.kleinste_groep
    from bron as b
    join blok as k using (bron)
    join in_tijd as t using (bron)
    join nu as n
        on n.indicator = b.indicator and n.van = t.van and n.tot = t.tot
        and n.gebied in (k.gebied_een, k.gebied_ander) and n.groep in (k.groep_een, k.groep_ander)
),
beschermd as (
    select i.cel
    from in_blok as i
    join nu as bron_cel
        on bron_cel.indicator = i.indicator and bron_cel.gebied = i.gebied and bron_cel.groep = i.groep and bron_cel.van = i.van
        and bron_cel.tot = i.tot and bron_cel.is_bron
    left join nu as zelfde
        on zelfde.indicator = i.indicator and zelfde.gebied = i.gebied and zelfde.groep = i.groep and zelfde.van = i.van and zelfde.tot = i.tot
        and zelfde.bron is not distinct from i.uit
    left join nu as bij_bron
        on bij_bron.indicator = i.indicator and bij_bron.gebied = i.cel_gebied and bij_bron.groep = i.cel_groep and bij_bron.van = i.cel_van
        and bij_bron.tot = i.cel_tot and bij_bron.bron is not distinct from bron_cel.bron
    where i.uit is not distinct from bron_cel.bron
        or (zelfde.cel is not null and (zelfde.omvang is null or abs(zelfde.omvang - bron_cel.omvang) < i.kleinste_groep))
        or (zelfde.cel is null and (bij_bron.cel is null or i.omvang is null or abs(i.omvang - bij_bron.omvang) < i.kleinste_groep))
),
verborgen as (
    select levering, rij, is_klein from rij
    where is_klein or cel in (select cel from beschermd) or cel in (select cel from blijft_klein)
)
select levering, rij, case when bool_or(is_klein) then 'kleine_groep' else 'herleidbaar' end as onderdrukt_omdat
from (
    from verborgen
    union all
    select levering, rij, onderdrukt_omdat = 'kleine_groep' from staging.al_onderdrukt
)
group by levering, rij
