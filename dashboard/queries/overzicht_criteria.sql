-- één rij per procescriterium en beoordelaar, op naam
select keten, criterium, voldaan from kern.procescriterium order by keten, criterium
