-- één rij per keten, doel (leeg: de hele keten) en vak waar iets is; is_gemeten nee: afgesproken, maar er is nog geen waarde
with gemeten as (
    select indicator, bool_or(waarde is not null or onderdrukt = 'ja') as in_cijfers, bool_or(tekst is not null) as in_woorden
    from kern.meting
    group by indicator
),
paspoort as (
    select i.*, coalesce(g.in_cijfers, false) as in_cijfers, coalesce(g.in_woorden, false) as in_woorden
    from kern.indicator as i left join gemeten as g using (indicator)
),
vakken as (
    select keten, doel, 'cijfers' as vak, in_cijfers as is_gemeten from paspoort where soort = 'kwantitatief' or in_cijfers
    union all select keten, doel, 'woorden', in_woorden from paspoort where soort = 'kwalitatief' or in_woorden
    union all select keten, doel, 'proces', in_cijfers or in_woorden from paspoort where dimensie = 'proceskwaliteit'
    union all select keten, doel, dimensie, in_cijfers or in_woorden from paspoort
    union all select keten, doel, 'laag_' || laag, in_cijfers or in_woorden from paspoort where laag is not null
    union all select keten, null, 'tevredenheid', true from kern.oordeel
    union all select keten, null, 'woorden', true from kern.oordeel where toelichting is not null
    union all select d.keten, d.doel, 'doelbereiking', true from kern.doeloordeel as o join kern.doel as d using (doel) where o.bereikt is not null
    union all select d.keten, d.doel, 'woorden', true from kern.doeloordeel as o join kern.doel as d using (doel) where o.toelichting is not null
    union all select keten, null, unnest(['proces', 'proceskwaliteit']), true from kern.procescriterium
)
select keten, case when grouping(doel) = 0 then doel end as doel, vak, bool_or(is_gemeten) as is_gemeten
from vakken
where $keten is null or keten = $keten
group by grouping sets ((keten, vak), (keten, doel, vak))
having grouping(doel) = 1 or doel is not null
order by keten, doel nulls first, vak
