-- één rij per keten die afspraken maakte over haar overleg
select * from dossier.werkwijze where keten = $keten
