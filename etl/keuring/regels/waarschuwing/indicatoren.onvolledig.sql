-- Zonder eigenaar, bron of definitie is een cijfer moeilijk uit te leggen.
with leeg as (
    select rij, indicator, list_filter([
        case when eigenaar is null then 'eigenaar' end,
        case when bron is null and bron_partij is null then 'bron' end,
        case when definitie is null then 'definitie' end
    ], lambda x: x is not null) as kolommen
    from nieuw.indicatoren
)
select rij, array_to_string(kolommen, ', ') as kolom, null as waarde,
    coalesce('Bij ' || indicator, 'In deze rij') || ' ontbreekt: ' || array_to_string(kolommen, ', ') || '. Zonder dat is het cijfer moeilijk uit te leggen.' as tekst
from leeg
where len(kolommen) > 0
order by rij
