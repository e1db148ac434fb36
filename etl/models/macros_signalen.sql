-- Wat meer dan één regel gebruikt; gemaakt als kern en beweging er zijn.

-- Eén rij per indicator in cijfers: hoe zij zich over haar nieuwste perioden beweegt, tegen haar richting gelezen.
-- Zonder grenzen is de stand leeg; spreken bronnen elkaar tegen, dan is zij gemengd.
create or replace temp macro recente_stand(perioden) as table
    with nieuwste as (
        select t.indicator, t.reeks, t.punten, p.van, p.tot, p.richting_van_verandering as kant
        from beweging.totaalreeks as t
        join beweging.punt as p on p.reeks = t.reeks and p.segment = t.segment
        qualify row_number() over (partition by t.reeks order by p.van desc, p.tot desc) <= perioden
    ),
    per_reeks as (
        select
            indicator, reeks, any_value(punten) as punten, min(van) as van, max(tot) as tot,
            min(van) filter (kant <> 'gewoon') as eerste_bijzonder, count(*) filter (kant <> 'gewoon') as bijzondere_punten,
            case
                when bool_or(kant is null) then null
                when bool_or(kant = 'gunstig') and bool_or(kant = 'ongunstig') then 'gemengd'
                when bool_or(kant = 'gunstig') then 'gunstig'
                when bool_or(kant = 'ongunstig') then 'ongunstig'
                else 'gewoon'
            end as stand
        from nieuwste
        group by indicator, reeks
    ),
    per_indicator as (
        select
            indicator, min(punten) as punten, min(van) as van, max(tot) as tot, min(eerste_bijzonder) as eerste_bijzonder,
            min(bijzondere_punten) as bijzondere_punten,
            case when count(*) > count(stand) then null when count(distinct stand) > 1 then 'gemengd' else any_value(stand) end as stand
        from per_reeks
        group by indicator
    )
    select
        i.indicator, i.keten, i.project, i.doel, i.naam, i.dimensie, i.laag,
        coalesce(p.punten, 0) as punten, p.van, p.tot, p.eerste_bijzonder, p.bijzondere_punten, p.stand
    from kern.indicator as i
    left join per_indicator as p using (indicator)
    where i.soort = 'kwantitatief';

-- Eén rij per reeks en vraag die in het laatste jaar nog te zien was. Perioden die minder dan een jaar uit elkaar liggen, zijn één vraag.
-- Gezien is de naam van een tabel met hoogstens één rij per reeks en periode, en met de kolommen reeks, van, tot en nieuwste.
create or replace temp macro recente_vragen(gezien) as table
    with op_rij as (
        select *, lag(van) over (partition by reeks order by van) as vorige
        from query_table(gezien)
    ),
    genummerd as (
        select *, sum((vorige is null or vorige + interval 1 year < van)::integer) over (partition by reeks order by van) as nummer
        from op_rij
    )
    select reeks, min(van) as van, max(tot) as tot, arg_max(genummerd, van) as laatste
    from genummerd
    group by reeks, nummer
    having max(van) > any_value(nieuwste) - interval 1 year;

-- De laatste dag van de periode waarin een dag valt; een schooljaar loopt van 1 augustus tot en met 31 juli.
create or replace temp macro periode_eind(dag, frequentie) as
    cast(case frequentie
        when 'week' then date_trunc('week', dag) + interval 6 day
        when 'maand' then last_day(dag)
        when 'kwartaal' then date_trunc('quarter', dag) + interval 3 month - interval 1 day
        when 'halfjaar' then make_date(year(dag), case when month(dag) <= 6 then 6 else 12 end, 1) + interval 1 month - interval 1 day
        when 'jaar' then make_date(year(dag), 12, 31)
        when 'schooljaar' then make_date(year(dag) + case when month(dag) >= 8 then 1 else 0 end, 7, 31)
    end as date);

-- Hetzelfde deel van het jaar, een jaar eerder: het jaar en de plaats daarin; weken volgen het weeknummer.
create or replace temp macro periode_jaar(van, periodesoort) as case periodesoort when 'week' then isoyear(van) else year(van) end;
create or replace temp macro periode_plaats(van, periodesoort) as
    case periodesoort when 'week' then week(van) else 100 * month(van) + day(van) end;

-- De verdelingsfunctie van de normale verdeling. Abramowitz en Stegun (1964), formule 26.2.17: fout kleiner dan 7,5e-8.
create or replace temp macro normaal_rechts(x) as
    exp(-x * x / 2) / sqrt(2 * pi()) * list_reduce(
        [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530, 0.0]::double[],
        lambda som, deel: som / (1 + 0.2316419 * x) + deel);
create or replace temp macro normaal(x) as case when x >= 0 then 1 - normaal_rechts(x) else normaal_rechts(-x) end;

-- De kans dat een chi-kwadraat met v vrijheidsgraden x of meer is. Abramowitz en Stegun (1964), formules 26.4.4 (v oneven) en 26.4.5 (v even).
create or replace temp macro chi_kwadraat_boven(x, v) as
    case
        when x <= 0 then 1.0
        when v % 2 = 0 then list_sum([exp(-x / 2 + i * ln(x / 2) - lgamma(i + 1.0)) for i in range(v::bigint // 2)])
        else 2 * (1 - normaal(sqrt(x))) + coalesce(list_sum(
            [exp(-x / 2 + (i + 0.5) * ln(x / 2) - lgamma(i + 1.5)) for i in range((v::bigint - 1) // 2)]), 0)
    end;

-- De kans op k of meer van n, als elk met kans p valt: de exacte binomiale staart.
create or replace temp macro binomiaal_boven(k, n, p) as
    case when k <= 0 then 1.0 when p <= 0 then 0.0 when p >= 1 then 1.0 else list_sum(
        [exp(lgamma(n + 1.0) - lgamma(i + 1.0) - lgamma(n - i + 1.0) + i * ln(p) + (n - i) * ln(1 - p)) for i in range(k::bigint, n::bigint + 1)]) end;
