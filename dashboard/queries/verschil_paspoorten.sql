-- één rij per indicator van de keten, op naam: wat bepaalt hoe een cijfer gelezen wordt
select
    i.indicator, i.naam, i.definitie, i.definitie_versie, i.eenheid, i.richting, i.eigenaar, i.overeengekomen_met, i.herijken_op,
    l.geleverd_op, l.leverancier, coalesce(i.bron, l.leverancier) as bron
from kern.indicator as i left join staging.levering as l using (levering)
where i.keten = $keten
order by i.naam, i.indicator
