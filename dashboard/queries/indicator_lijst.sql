-- één rij per indicator van een keten, op naam
select indicator, naam from kern.indicator where keten = $keten order by naam, indicator
