-- één rij per regel die over deze indicator nog niets kan vragen, op naam van de regel, met het grootste aantal waarnemingen
select r.titel, max(s.waarnemingen) as waarnemingen, any_value(r.minimum_waarnemingen) as minimum
from signalen.signaal as s
join signalen.regel as r using (regel)
where s.status = 'te_weinig_waarnemingen' and r.soort = 'gesprek' and r.getoond = 'ja' and s.indicator = $indicator
group by r.titel
order by r.titel
