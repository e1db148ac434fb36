-- één rij per doel dat nu geldt in de keten, voorkeursdoelen eerst, daarna op omschrijving
select doel, keten, omschrijving, coalesce(voorkeur, 'nee') = 'ja' as is_voorkeur
from kern.doel
where keten = $keten and coalesce(tot_tot >= (select peildatum from staging.bouw), true) and status is distinct from 'losgelaten'
order by is_voorkeur desc, omschrijving
