-- één rij per project of indicator met dit id: de keten waar het bij hoort
select keten from kern.project where project = $id and $soort = 'project'
union all
select keten from kern.indicator where indicator = $id and $soort = 'indicator'
