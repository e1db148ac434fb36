-- Eén rij per keten met cijfers die meer bewogen dan gewoon, en waar na de gegeven tijd geen verhaal naast staat.
-- De tijd loopt vanaf de dag waarop de beweging te zien kon zijn: de eerste levering van haar laatste punt, of van haar zevende als zij langer duurt.
with vraag as (
    select s.signaal, s.keten, s.indicator, s.reeks, s.van, s.tot, i.naam
    from signalen.signaal as s
    join kern.indicator as i on i.indicator = s.indicator
    where s.regel = 'beweging' and s.status = 'vraag'
),
punt as (
    select v.signaal, m.van, min(m.geleverd_op)::date as geleverd_op
    from vraag as v
    join kern.meting_versie as m on m.reeks = v.reeks and m.van between v.van and v.tot
    group by v.signaal, m.van
),
eerste as (
    from punt
    qualify row_number() over (partition by signaal order by van) <= $punten_om_te_zien
),
bekend as (
    select v.*, (select max(e.geleverd_op) from eerste as e where e.signaal = v.signaal) as bekend_op
    from vraag as v
),
per_keten as (
    select
        keten, list(distinct naam order by naam) as namen, min(bekend_op) as sinds, max(tot) as tot, count(*) as bewegingen,
        list({'cijfer': naam, 'periode': tijdvak_in_woorden(van, tot)} order by naam, van) as cijfers
    from bekend as b
    where bekend_op + $dagen_tijd::integer < $peildatum
        and not exists (
            select 1 from verhaal() as v where v.onderwerp in (b.indicator, b.signaal) and v.dag >= b.van
        )
    group by keten
)
select
    keten, null as project, null as indicator, null as reeks, keten as onderwerp, null as van, tot,
    bewegingen as waarnemingen, bewegingen < $minimum_waarnemingen as te_weinig,
    {'cijfers': cijfers, 'te_zien_sinds': sinds::varchar} as onderbouwing,
    {
        'cijfers': namen_in_woorden(namen), 'bewoog': case when len(namen) = 1 then 'bewoog' else 'bewogen' end,
        'dagen': $dagen_tijd::integer::varchar
    } as woorden
from per_keten
union all
-- Een keten waarin elk cijfer nog te kort loopt om een beweging te zien.
select keten, null, null, null, keten, null, null, 0, true, {'cijfers': [], 'te_zien_sinds': null}, {'cijfers': '', 'bewoog': '', 'dagen': ''}
from signalen.signaal
where regel = 'beweging'
group by keten
having bool_and(status = 'te_weinig_waarnemingen')
