-- één rij per bouw (er is er één)
select gebouwd_op, peildatum, versie from staging.bouw
