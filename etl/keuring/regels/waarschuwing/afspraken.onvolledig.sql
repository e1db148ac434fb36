-- Een afspraak zonder voortouw of datum is moeilijk na te komen.
with leeg as (
    select rij, afspraak_id, list_filter([
        case when voortouw is null then 'voortouw' end,
        case when klaar_op is null then 'klaar_op' end
    ], lambda x: x is not null) as kolommen
    from nieuw.afspraken
)
select rij, array_to_string(kolommen, ', ') as kolom, null as waarde,
    coalesce('Bij ' || afspraak_id, 'In deze rij') || ' ontbreekt: ' || array_to_string(kolommen, ' en ') || '. Op het scherm staat dan: ontbreekt.' as tekst
from leeg
where len(kolommen) > 0
order by rij
