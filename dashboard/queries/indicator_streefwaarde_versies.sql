-- één rij per versie van een streefwaarde van de indicator, per melder op volgorde van levering; pilots tonen er geen
select s.*, l.leverancier
from kern.streefwaarde_versie as s
join kern.indicator as i using (indicator)
left join kern.project as p on p.project = i.project
left join staging.levering as l on l.levering = s.levering
where s.indicator = $indicator and coalesce(p.soort, '') <> 'pilot'
order by s.volgens nulls first, s.van_van nulls first, s.versie
