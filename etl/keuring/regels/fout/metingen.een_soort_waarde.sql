-- Een meting heeft precies één soort waarde: een getal, een tekst, of een teller met noemer (waarde mag daarnaast).
select rij, 'waarde' as kolom, null as waarde,
    case
        when tekst is not null
        then 'De rij heeft een waarde in woorden en ook een getal. Houd één van de twee; zet de uitleg in kanttekening.'
        when teller is not null or noemer is not null
        then 'Teller en noemer horen bij elkaar. Vul ze allebei in, of laat ze allebei leeg.'
        else 'De rij heeft geen waarde. Vul waarde in, of tekst, of teller met noemer.'
    end as tekst
from nieuw.metingen
where vervallen is distinct from 'ja'
    and (
        (tekst is not null and (waarde is not null or teller is not null or noemer is not null))
        or (teller is null) <> (noemer is null)
        or (tekst is null and waarde is null and teller is null)
    )
order by rij
