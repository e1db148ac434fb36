-- Eén rij per open knelpunt dat naar een hoger niveau ging en daar na de afgesproken tijd geen besluit kreeg.
-- Zonder afgesproken tijd vraagt de regel niets.
with besloten as (
    select a.knelpunt, coalesce(b.datum_tot, b.op::date) as dag
    from dossier.besluit as b
    join dossier.agendapunt as a on a.id = b.agendapunt
),
opgeschaald as (
    select
        k.*, w.besluit_dagen, k.escalatie_op_tot + w.besluit_dagen as uiterlijk,
        exists (select 1 from besloten as b where b.knelpunt = k.id and b.dag >= k.escalatie_op_van) as is_besloten
    from dossier.knelpunt as k
    join dossier.werkwijze as w using (keten)
    where w.besluit_dagen is not null and coalesce(k.escalatie_op, k.escalatie_naar) is not null
        and not is_dicht(k.opgelost_op, k.wijze, k.oplossing)
)
select
    keten, project, null as indicator, null as reeks, id as onderwerp, escalatie_op_van as van, uiterlijk as tot,
    (escalatie_op is not null)::integer as waarnemingen, (escalatie_op is not null)::integer < $minimum_waarnemingen as te_weinig,
    {'knelpunt': knelpunt, 'ligt_bij': escalatie_naar, 'sinds': escalatie_op, 'besluit_uiterlijk': uiterlijk::varchar} as onderbouwing,
    {
        'knelpunt': knelpunt, 'sinds': tijdvak_in_woorden(escalatie_op_van, escalatie_op_tot),
        'bij': coalesce(escalatie_naar, 'een hoger niveau'), 'dagen': besluit_dagen::varchar
    } as woorden
from opgeschaald
where escalatie_op is null or (uiterlijk < $peildatum and not is_besloten)
