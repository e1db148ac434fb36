-- één rij per eerdere versie van een meting die later anders is geleverd
with versies as (
    select
        v.periode, v.van, v.gebied, v.groep, v.bron_partij, v.waarde, v.tekst, v.onderdrukt, v.geleverd_op, v.is_nieuwste, l.leverancier,
        count(*) over (partition by v.van, v.tot, v.gebied, v.groep, v.bron_partij, v.definitie_versie) as aantal
    from kern.meting_versie as v left join staging.levering as l using (levering)
    where v.indicator = $indicator
)
select * from versies where aantal > 1 order by van nulls first, gebied, groep, bron_partij, geleverd_op
