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
