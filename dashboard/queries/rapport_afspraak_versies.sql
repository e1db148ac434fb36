-- één rij per versie van een afspraak van een keten, in de volgorde waarin de versies ontstonden, met wie haar maakte en waarom
select
    id, nummer, afspraak, voortouw, betrokken_partijen, klaar_op, klaar_op_van, klaar_op_tot, datum, datum_van, overleg, agendapunt,
    coalesce(status, 'onbekend') as status, status_op, toelichting, bevestigd_door, effect, op, wie_rol, wie_partij, reden, herkomst, is_nieuwste, is_ingetrokken
from dossier.afspraak_versie
where keten = $keten
order by id, nummer
