-- één rij per overleg van een keten, nieuwste eerst; zonder eigen stand is een overleg op een dag die nog komt in voorbereiding
select
    o.id, o.nummer, o.keten, o.naam, o.datum, o.datum_van, o.datum_tot, o.soort, o.voorzitter, o.deelnemers, o.frequentie, o.uitkomst, o.bron,
    o.borgingsplan, o.terugkijken_op, o.op, o.wie_rol, o.wie_partij, o.herkomst,
    coalesce(o.stand, case when o.datum_van > (select peildatum from staging.bouw) then 'voorbereiding' else 'gehouden' end) as stand
from dossier.overleg as o
where o.keten = $keten
order by o.datum_van desc nulls last, o.naam
