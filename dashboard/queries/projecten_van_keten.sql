-- één rij per project van een keten, op naam
select project, naam from kern.project where keten = $keten order by naam
