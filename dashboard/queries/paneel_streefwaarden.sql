-- één rij per streefwaarde van een keten (of van één project); pilots tonen er geen
select s.*
from kern.streefwaarde as s
join kern.indicator as i using (indicator)
left join kern.project as p on p.project = i.project
where i.keten = $keten and ($project is null or i.project = $project) and coalesce(p.soort, '') <> 'pilot'
order by s.indicator, s.van_van nulls first
