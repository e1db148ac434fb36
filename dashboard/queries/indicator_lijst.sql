-- één rij per indicator van een keten, op naam; het project staat erbij waar meer projecten een indicator met deze naam hebben
select
    i.indicator,
    i.naam || case when count(distinct coalesce(i.project, '')) over (partition by i.naam) > 1 and p.naam is not null then ' (' || p.naam || ')' else '' end as naam
from kern.indicator as i left join kern.project as p on p.project = i.project
where i.keten = $keten
order by 2, 1
