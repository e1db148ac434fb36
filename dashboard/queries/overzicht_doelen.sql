-- één rij per doel dat nu geldt, nieuwste eerst
select keten, omschrijving, coalesce(voorkeur, 'nee') = 'ja' as is_voorkeur
from kern.doel
where coalesce(tot_tot >= (select peildatum from staging.bouw), true) and status is distinct from 'losgelaten'
order by keten, van_van desc nulls last, omschrijving
