-- één rij per indicator, op keten en naam: wie haar eigenaar is, met wie zij is afgesproken, en of haar dag om te herijken voorbij is
select
    i.keten, i.indicator, i.naam, i.eigenaar, i.overeengekomen_met, i.overeengekomen_op, i.overeengekomen_op_tot, i.definitie_versie, i.herijken_op,
    i.herijken_op_tot < b.peildatum as is_over_datum,
    i.herijken_op is null and i.overeengekomen_op_tot < b.peildatum - interval 3 year as is_oud,
    b.peildatum
from kern.indicator as i cross join staging.bouw as b
where $keten is null or i.keten = $keten
order by i.keten, i.naam
