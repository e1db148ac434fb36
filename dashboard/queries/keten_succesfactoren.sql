-- één rij per succesfactor en beoordelaar, op naam
select factor, beoordelaar, toegepast, toelichting, bron from kern.succesfactor where keten = $keten order by factor, beoordelaar
