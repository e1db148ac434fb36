-- één rij per geleverde afspraak, zoals het laatst geleverd, met de levering
select g.*, l.geleverd_op::date as geleverd_op, l.leverancier
from kern.afspraak as g join staging.levering as l using (levering)
where $keten is null or g.keten = $keten
