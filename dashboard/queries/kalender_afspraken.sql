-- één rij per afspraak die nog loopt en een termijn heeft, oudste termijn eerst: van alle ketens of één, van ieder of van één voortouw
select
    a.id, a.nummer, a.keten, k.naam as ketennaam, a.afspraak, a.voortouw, a.betrokken_partijen, a.klaar_op, a.klaar_op_van, a.klaar_op_tot, a.op
from dossier.afspraak as a
join kern.keten as k using (keten)
where a.klaar_op is not null and coalesce(a.status, 'onbekend') in ('open', 'deels', 'onbekend')
    and ($keten is null or a.keten = $keten)
    and ($voortouw is null or list_contains(list_transform(string_split(a.voortouw, ';'), lambda v: trim(v)), $voortouw))
order by a.klaar_op_tot, a.afspraak, a.id
