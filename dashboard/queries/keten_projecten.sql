-- één rij per project van een keten, op naam
select project, naam, soort, van, tot, trekker, doel, uitkomst, bron from kern.project where keten = $keten order by naam
