-- één rij per vraag van de keten die het scherm laat zien, nieuwste eerst
select s.signaal, s.vraag, s.indicator, s.project, s.van, s.tot
from signalen.signaal as s join signalen.regel as r using (regel)
where s.keten = $keten and s.status = 'vraag' and r.soort = 'gesprek' and r.getoond = 'ja'
order by s.tot desc nulls last, s.vraag, s.signaal
