-- één rij per punt dat om aandacht vraagt in een keten die nog loopt: afspraken over datum en knelpunten die een jaar open zijn, nieuwste eerst
select k.keten, k.naam as ketennaam, 'afspraak' as soort, a.id, a.afspraak as tekst, a.klaar_op as datum, a.klaar_op_tot as dag, a.voortouw as wie
from dossier.afspraak as a
join kern.keten as k using (keten)
where a.status = 'open' and a.klaar_op_tot < (select peildatum from staging.bouw)
    and coalesce(k.tot_tot >= (select peildatum from staging.bouw), true)
union all by name
select k.keten, k.naam as ketennaam, 'knelpunt' as soort, n.id, n.knelpunt as tekst, n.datum, n.datum_van as dag, n.escalatie_naar as wie
from dossier.knelpunt as n
join kern.keten as k using (keten)
where n.opgelost_op is null and n.oplossing is null and n.wijze is null and n.datum_tot < (select peildatum from staging.bouw) - interval 1 year
    and coalesce(k.tot_tot >= (select peildatum from staging.bouw), true)
order by ketennaam, dag desc, tekst
