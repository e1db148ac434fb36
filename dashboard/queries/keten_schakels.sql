-- één rij per schakel, in volgorde
select volgorde, schakel, partij, omschrijving from kern.schakel where keten = $keten order by volgorde, schakel
