-- één rij per indicator van een keten (of van één project), op naam; het project staat erbij waar meer projecten haar naam hebben
select
    i.indicator,
    i.naam || case when count(distinct coalesce(i.project, '')) over (partition by i.naam) > 1 and p.naam is not null then ' (' || p.naam || ')' else '' end as naam,
    i.dimensie, i.laag, i.soort, i.eenheid, i.richting, i.frequentie, i.doel, i.project, p.naam as projectnaam,
    coalesce(p.soort, '') = 'pilot' as is_pilot,
    coalesce(i.uitgelicht, 'nee') = 'ja' as is_uitgelicht
from kern.indicator as i
left join kern.project as p on p.project = i.project
where i.keten = $keten and ($project is null or i.project = $project)
order by 2, 1
