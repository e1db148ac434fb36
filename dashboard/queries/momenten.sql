-- één rij per dag en wat er toen was, nieuwste eerst: een levering, of een overleg van de keten na de eerste levering
with levering as (
    select geleverd_op::date as dag, coalesce(leverancier, 'onbekende leverancier') as wie from staging.levering
),
moment as (
    select dag, 'levering' as soort, 'levering van ' || wie as wat from levering
    union
    select datum_van, 'overleg', naam
    from dossier.overleg
    where keten = $keten and stand is distinct from 'voorbereiding' and datum_van = datum_tot and datum_van >= (select min(dag) from levering)
)
select dag, soort, wat from moment order by dag desc, soort desc, wat
