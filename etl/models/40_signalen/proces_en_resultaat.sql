-- Eén rij per keten waarin een cijfer over het proces de ene kant op beweegt en een resultaat de andere: het eerste paar op naam.
with stand as (
    from recente_stand($recente_perioden)
    where dimensie in ('proceskwaliteit', 'resultaten')
),
paar as (
    select r.keten, r as resultaat, p as proces, least(r.punten, p.punten) as punten
    from stand as r
    join stand as p on p.keten = r.keten and p.dimensie = 'proceskwaliteit'
    where r.dimensie = 'resultaten'
),
tegengesteld as (
    select keten, resultaat, proces, punten, list({'proces': proces.indicator, 'resultaat': resultaat.indicator}) over (partition by keten) as alle_paren
    from paar
    where punten >= $minimum_waarnemingen
        and least(proces.bijzondere_punten, resultaat.bijzondere_punten) >= $bijzondere_punten
        and ((proces.stand = 'gunstig' and resultaat.stand = 'ongunstig') or (proces.stand = 'ongunstig' and resultaat.stand = 'gunstig'))
    qualify row_number() over (partition by keten order by resultaat.naam, proces.naam) = 1
)
select
    keten, resultaat.project as project, resultaat.indicator as indicator, null::varchar as reeks,
    to_json([resultaat.indicator, proces.indicator])::varchar as onderwerp,
    least(resultaat.eerste_bijzonder, proces.eerste_bijzonder) as van, greatest(resultaat.tot, proces.tot) as tot,
    punten as waarnemingen, false as te_weinig,
    {'resultaat': resultaat.indicator, 'proces': proces.indicator, 'proces_stand': proces.stand, 'alle_paren': alle_paren} as onderbouwing,
    {'resultaat': resultaat.naam, 'resultaat_stand': resultaat.stand, 'proces': proces.naam, 'proces_stand': proces.stand} as woorden
from tegengesteld
union all
select
    keten, null, null, null, keten, null, null, max(punten), true,
    {'resultaat': null, 'proces': null, 'proces_stand': null, 'alle_paren': []},
    {'resultaat': '', 'resultaat_stand': '', 'proces': '', 'proces_stand': ''}
from paar
group by keten
having max(punten) < $minimum_waarnemingen
