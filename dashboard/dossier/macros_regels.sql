-- Wat meer dan één regel van het dossier gebruikt.

-- Eén rij per overleg dat gehouden is: in de app afgesloten, of geleverd met een dag die is geweest.
create or replace temp macro gehouden(peildatum) as table
    select id as overleg, keten, soort, datum_van, datum_tot
    from dossier.overleg
    where stand = 'gehouden' or (stand is null and datum_van <= peildatum);

-- Eén rij per agendapunt dat in een gehouden overleg is besproken. Een punt over een vraag gaat ook over het cijfer van die vraag.
create or replace temp macro gesprek(peildatum) as table
    select
        a.id as agendapunt, a.keten, o.overleg, o.datum_van as dag, a.vraag, a.knelpunt,
        coalesce(a.indicator, s.indicator) as indicator, coalesce(a.indicator, s.indicator, a.signaal) as onderwerp
    from dossier.agendapunt as a
    join gehouden(peildatum) as o using (overleg)
    left join signalen.signaal as s on s.signaal = a.signaal
    where a.stand = 'besproken';

-- Eén rij per verhaal naast een cijfer of een vraag, met de dag waarop het is verteld en de naam van waar het over gaat.
create or replace temp macro verhaal() as table
    select
        d.id, d.wijziging, d.keten, d.partij, d.duiding, coalesce(d.datum_tot, d.op::date) as dag,
        i.indicator, coalesce(i.indicator, d.signaal, d.indicator) as onderwerp,
        coalesce(i.naam, s.vraag, d.indicator, 'een eerdere vraag') as naam
    from dossier.duiding as d
    left join signalen.signaal as s on s.signaal = d.signaal
    left join kern.indicator as i on i.indicator = coalesce(d.indicator, s.indicator)
    where coalesce(d.indicator, d.signaal) is not null;

-- Eén rij per partij die nu aan tafel zit.
create or replace temp macro aan_tafel(peildatum) as table
    select keten, partij, ook_bekend_als, van_tot
    from kern.partij
    where aan_tafel = 'ja' and coalesce(van_van <= peildatum, true) and coalesce(tot_tot >= peildatum, true);

-- Of een knelpunt is afgesloten.
create or replace temp macro is_dicht(opgelost_op, wijze, oplossing) as coalesce(opgelost_op, wijze, oplossing) is not null;

-- Welk deel van twee teksten gelijk is: 1 min het aantal tekens dat anders moet, gedeeld door de langste. Hoofdletters en leestekens tellen niet.
-- Alleen het begin telt mee, want de rekentijd groeit met het kwadraat van de lengte.
create or replace temp macro kale_tekst(tekst) as left(trim(regexp_replace(lower(tekst), '[^\p{L}\p{N}]+', ' ', 'g')), 2000);
create or replace temp macro gelijk_deel(a, b) as
    1 - levenshtein(kale_tekst(a), kale_tekst(b)) / greatest(strlen(kale_tekst(a)), strlen(kale_tekst(b)), 1);

-- Namen in een zin, de eerste drie voluit: “a”, “b”, “c” en 2 andere.
create or replace temp macro namen_in_woorden(namen) as
    lijst_in_woorden(list_concat([('“' || naam || '”') for naam in namen[:3]], case when len(namen) > 3 then [(len(namen) - 3) || ' andere'] else [] end));
