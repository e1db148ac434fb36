-- één rij per zaak die bij het einde van een overleg naar een ander gaat
select id, nummer, wat, van_rol, naar_rol, gedaan_op from dossier.overdracht where overleg = $overleg order by op
