-- één rij per herziening: een meting die later anders is geleverd of ingetrokken is, met in `eerst` wat er net voor stond
with versies as (
    select
        v.periode, v.van, v.tot, v.gebied, v.groep, v.bron_partij, v.waarde, v.tekst, v.teller, v.noemer, v.n, v.onderdrukt, v.betwist, v.vervallen,
        v.geleverd_op, v.levering, l.leverancier,
        lag({
            waarde: v.waarde, tekst: v.tekst, teller: v.teller, noemer: v.noemer, n: v.n, onderdrukt: v.onderdrukt, betwist: v.betwist,
            vervallen: v.vervallen, geleverd_op: v.geleverd_op, leverancier: l.leverancier
        }) over (
            partition by v.van, v.tot, v.gebied, v.groep, v.bron_partij, v.definitie_versie order by v.geleverd_op, v.levering
        ) as eerst
    from kern.meting_versie as v left join staging.levering as l using (levering)
    where v.indicator = $indicator
)
select *
from versies
where eerst is not null
    and (waarde, tekst, onderdrukt, betwist, vervallen)
        is distinct from (eerst.waarde, eerst.tekst, eerst.onderdrukt, eerst.betwist, eerst.vervallen)
order by van nulls first, tot, gebied nulls first, groep nulls first, bron_partij nulls first, geleverd_op, levering
