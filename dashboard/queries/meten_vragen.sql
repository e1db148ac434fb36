-- één rij per vraag over het meten zelf (soort ontwerp), per keten en regel
select s.signaal, s.regel, s.keten, s.vraag, s.onderbouwing, r.titel, r.kijkt_naar, r.onschuldig
from signalen.signaal as s join signalen.regel as r using (regel)
where s.status = 'vraag' and r.soort = 'ontwerp' and r.getoond = 'ja' and ($keten is null or s.keten = $keten)
order by s.keten, r.titel, s.signaal
