-- één rij per regel, op titel, met hoeveel vragen zij nu stelt en bij hoeveel cijfers zij nog te weinig waarnemingen heeft
select
    r.*,
    count(s.signaal) filter (where s.status = 'vraag') as vragen,
    count(distinct s.indicator) filter (where s.status = 'te_weinig_waarnemingen') as te_weinig
from signalen.regel as r
left join signalen.signaal as s using (regel)
group by all
order by r.titel
