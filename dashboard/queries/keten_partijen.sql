-- één rij per partij, op naam
select partij, ook_bekend_als, soort, rol_in_keten, aan_tafel, van, tot from kern.partij where keten = $keten order by partij
