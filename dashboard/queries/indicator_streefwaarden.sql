-- één rij per streefwaarde van de indicator, op tijd; pilots tonen er geen
select s.*
from kern.streefwaarde as s join kern.indicator as i using (indicator) left join kern.project as p on p.project = i.project
where s.indicator = $indicator and coalesce(p.soort, '') <> 'pilot'
order by s.van_van nulls first, s.volgens
