-- Een streefwaarde is een getal of een zin, niet allebei en niet geen van beide.
select rij, 'waarde' as kolom, null as waarde,
    case when nieuw.streefwaarden.waarde is null
        then 'De streefwaarde is leeg. Vul waarde in, of tekst.'
        else 'De rij heeft een streefwaarde in woorden en ook een getal. Houd één van de twee.'
    end as tekst
from nieuw.streefwaarden
where (nieuw.streefwaarden.waarde is null) = (nieuw.streefwaarden.tekst is null) and vervallen is distinct from 'ja'
order by rij
