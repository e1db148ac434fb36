-- Een streefwaarde op een activiteit stuurt op drukte, niet op resultaat.
select s.rij, 'indicator' as kolom, s.indicator as waarde,
    'is een activiteit. Een streefwaarde daarop stuurt op drukte en niet op resultaat.' as tekst
from nieuw.streefwaarden as s
join alle.indicatoren as i using (indicator)
where i.laag = 'activiteit'
order by s.rij
