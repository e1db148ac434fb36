-- één rij per agendapunt van een keten dat is doorgeschoven en nog op geen volgende agenda staat, oudste eerst
select p.id, p.soort, p.vraag, p.partij, p.minuten, p.signaal, p.regel, p.indicator, p.afspraak, p.knelpunt, p.op
from dossier.agendapunt as p
where p.keten = $keten and p.stand = 'doorgeschoven'
    and p.id not in (select doorgeschoven_van from dossier.agendapunt where doorgeschoven_van is not null)
order by p.op
