-- Wat elk model en elke controle gebruikt: getallen, datums en versies lezen.

create or replace temp macro getal_nederlands(x) as
    case when regexp_full_match(x, '-?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)(,[0-9]+)?')
         then try_cast(replace(replace(x, '.', ''), ',', '.') as double) end;

create or replace temp macro getal_technisch(x) as
    case when regexp_full_match(x, '-?[0-9]+(\.[0-9]+)?') then try_cast(x as double) end;

-- De eerste dag die een datum (JJJJ, JJJJ-MM of JJJJ-MM-DD) kan betekenen.
create or replace temp macro datum_van(x) as
    case when regexp_full_match(x, '[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?')
         then try_cast(x || substr('0000-01-01', length(x) + 1) as date) end;

-- De laatste dag die zo'n datum kan betekenen.
create or replace temp macro datum_tot(x) as
    case length(x)
        when 4 then cast(datum_van(x) + interval 1 year - interval 1 day as date)
        when 7 then last_day(datum_van(x))
        else datum_van(x)
    end;

-- Elke versie van elke sleutel: een rij telt pas als haar inhoud anders is dan wat er net voor geleverd was.
create or replace temp macro versies(tabel) as table
    select * from query_table(tabel)
    qualify inhoud is distinct from lag(inhoud) over (partition by sleutel order by leveringsvolgorde);

-- De nieuwste versie van elke sleutel, ook als die is ingetrokken.
create or replace temp macro nieuwste(tabel) as table
    select * from versies(tabel)
    qualify row_number() over (partition by sleutel order by leveringsvolgorde desc) = 1;

-- De nieuwste versie van elke sleutel die niet is ingetrokken, zonder de hulpkolommen.
create or replace temp macro huidige(tabel) as table
    select * exclude (rij, sleutel, inhoud, leveringsvolgorde, geleverd_op, vervallen)
    from nieuwste(tabel)
    where vervallen is distinct from 'ja';

-- Het getal van een meting: waarde, of anders teller gedeeld door noemer (maal honderd bij een percentage).
create or replace temp macro is_verhouding(eenheid) as regexp_matches(lower(eenheid), '%|procent|percentage|aandeel|euro|dagen|weken|uur');
create or replace temp macro is_procent(eenheid) as eenheid in ('%', 'procent');
create or replace temp macro meting_getal(waarde, teller, noemer, eenheid) as
    coalesce(waarde, teller / nullif(noemer, 0) * case when is_procent(eenheid) then 100 else 1 end);

-- Het kenmerk van een reeks: vast van bouw tot bouw, zonder betekenis.
create or replace temp macro reeks_kenmerk(indicator, definitie_versie, gebied, groep, bron_partij, periodesoort) as
    left(md5(to_json([indicator, definitie_versie, gebied, groep, bron_partij, periodesoort])), 16);

-- Of een bijzonder punt boven het midden ligt of omhoog gaat.
create or replace temp macro is_omhoog(bijzonder) as
    bijzonder in ('boven_grens', 'trend_op', 'twee_van_drie_boven', 'verschuiving_boven');

-- Het kenmerk van een vraag: vast van bouw tot bouw, zolang zij over hetzelfde gaat.
create or replace temp macro signaal_kenmerk(regel, reeks, onderwerp, van) as
    left(md5(to_json([regel, reeks, onderwerp, van::varchar])), 16);

-- Getallen, dagen en tijdvakken zoals mensen ze in het Nederlands lezen: 1.234,5 en maart 2024 tot en met juni 2024.
create or replace temp macro getal_in_woorden(x, decimalen) as
    replace(translate(format('{:,.' || decimalen || 'f}', round(x::double, decimalen) + 0.0), ',.', '.,'), '-', '−');
create or replace temp macro maand_in_woorden(dag) as
    ['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'][month(dag)]
    || ' ' || year(dag);
create or replace temp macro dag_in_woorden(dag) as day(dag) || ' ' || maand_in_woorden(dag);
create or replace temp macro is_schooljaar(van, tot) as month(van) = 8 and day(van) = 1 and tot = van + interval 1 year - interval 1 day;
create or replace temp macro tijdvak_in_woorden(van, tot) as
    case
        when van is null and tot is null then 'onbekende periode'
        when tot is null then 'vanaf ' || dag_in_woorden(van)
        when van is null then 'tot en met ' || dag_in_woorden(tot)
        when van = tot then dag_in_woorden(van)
        when is_schooljaar(van, tot) then 'schooljaar ' || year(van) || '/' || strftime(tot, '%y')
        when dayofyear(van) = 1 and month(tot) = 12 and day(tot) = 31
            then case when year(van) = year(tot) then year(van)::varchar else year(van) || ' tot en met ' || year(tot) end
        when day(van) = 1 and tot = last_day(tot) then
            case
                when last_day(van) = tot then maand_in_woorden(van)
                else maand_in_woorden(van) || ' tot en met ' || maand_in_woorden(tot)
            end
        else dag_in_woorden(van) || ' tot en met ' || dag_in_woorden(tot)
    end;
-- Hetzelfde in een zin: in juli 2026, van juli 2026 tot en met augustus 2026.
create or replace temp macro in_tijdvak(van, tot) as
    case when tijdvak_in_woorden(van, tot) like '% tot en met %' then 'van ' when van = tot then 'op ' else 'in ' end || tijdvak_in_woorden(van, tot);
-- Namen van groepen in een zin: de groep “a”, of de groepen “a” en “b”.
create or replace temp macro groepen_in_woorden(namen) as
    case when len(namen) = 1 then 'de groep ' else 'de groepen ' end || lijst_in_woorden([('“' || naam || '”') for naam in namen]);
create or replace temp macro deel_in_woorden(gebied, groep) as
    case when gebied is null and groep is null then '' else ' (' || concat_ws(', ', gebied, groep) || ')' end;
-- Een opsomming: a, b en c.
create or replace temp macro lijst_in_woorden(namen) as
    case when len(namen) < 2 then namen[1] else array_to_string(namen[:-2], ', ') || ' en ' || namen[-1] end;
create or replace temp macro te_weinig_in_woorden(waarover, waarnemingen, nodig) as
    'Over ' || waarover || ' kan deze vraag nog niet worden gesteld: te weinig waarnemingen (' || waarnemingen || ' van de ' || nodig || ').';

-- Of een meting over een te kleine groep gaat: zo weinig personen, of een aantal mensen dat zelf zo klein is (of wat eraan ontbreekt).
create or replace temp macro is_kleine_groep(waarde, teller, noemer, n, telt_mensen, kleinste_groep) as coalesce(
    n < kleinste_groep
    or (telt_mensen and (
        waarde between 1 and kleinste_groep - 1
        or teller between 1 and kleinste_groep - 1
        or noemer - teller between 1 and kleinste_groep - 1
    )),
    false);
