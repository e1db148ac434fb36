-- één rij per keten en indicator waarover een of meer regels nog te weinig waarnemingen hebben, op naam
select s.keten, s.indicator, i.naam, list_sort(list(distinct r.titel)) as regels
from signalen.signaal as s
join signalen.regel as r using (regel)
join kern.indicator as i using (indicator)
where s.status = 'te_weinig_waarnemingen' and r.getoond = 'ja' and ($keten is null or s.keten = $keten)
group by all
order by s.keten, i.naam
