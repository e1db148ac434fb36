-- één rij per doel: voorkeursdoelen eerst (nieuwste bovenaan), daarna op partij
select
    d.doel, d.omschrijving, d.van_partij, d.status, d.van, d.tot, d.bron, d.project,
    coalesce(d.voorkeur, 'nee') = 'ja' as is_voorkeur,
    d.tot_tot < (select peildatum from staging.bouw) as is_voorbij
from kern.doel as d
where d.keten = $keten and ($project is null or d.project = $project)
order by is_voorkeur desc, case when is_voorkeur then d.van_van end desc nulls last, d.van_partij nulls last, d.omschrijving
