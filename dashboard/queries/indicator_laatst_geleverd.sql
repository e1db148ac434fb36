-- één rij: de dag waarop het nieuwste cijfer van een indicator werd geleverd
select max(geleverd_op)::date as geleverd_op from kern.meting where indicator = $indicator having max(geleverd_op) is not null
