-- Eén rij per segment van een reeks: welke kaart erbij past en waarom, het gemiddelde, en de afstanden tot de grens en de nabije grens.
-- Bij xmr zijn die voor elk punt gelijk; bij p en p_laney worden zij per punt gedeeld door de wortel van de noemer.
with ruw as (
    select
        reeks, segment, aantal, is_verhouding, schaal,
        case when is_verhouding then fsum(maat * noemer) / fsum(noemer) else favg(maat) end as gemiddelde
    from beweging.maat, beweging.rekenregel
    where aantal >= minste_punten
    group by reeks, segment, aantal, is_verhouding, schaal
),
-- Een tweede ronde haalt de afronding uit het gemiddelde: of een punt er precies op ligt, telt mee.
rest as (
    select r.reeks, r.segment, favg(m.maat - r.gemiddelde) as afronding
    from ruw as r
    join beweging.maat as m using (reeks, segment)
    group by r.reeks, r.segment
),
midden as (
    select r.* replace (case when r.is_verhouding then r.gemiddelde else r.gemiddelde + rest.afronding end as gemiddelde)
    from ruw as r
    join rest using (reeks, segment)
),
spreiding as (
    select *, sqrt(gemiddelde / schaal * (1 - gemiddelde / schaal)) as sigma
    from midden
),
stap as (
    select
        m.reeks, m.segment,
        abs(y - lag(y) over (partition by m.reeks, m.segment order by m.van, m.tot)) as verschil
    from beweging.maat as m
    join spreiding as s using (reeks, segment),
    lateral (select case when s.is_verhouding then (m.maat - s.gemiddelde) / s.schaal / nullif(s.sigma, 0) * sqrt(m.noemer) else m.maat end as y)
),
gemiddeld as (
    select reeks, segment, favg(verschil) as alle
    from stap
    group by all
),
gezeefd as (
    select s.reeks, s.segment, g.alle, favg(s.verschil) filter (s.verschil < factor_uitschieter * g.alle) as verschil
    from stap as s
    join gemiddeld as g using (reeks, segment), beweging.rekenregel
    group by all
)
select
    s.reeks, s.segment, s.aantal, s.schaal, s.gemiddelde,
    case
        when s.is_verhouding then case when s.sigma > 0 then case when z.alle / r.d2 > 1 then 'p_laney' else 'p' end else 'geen' end
        else case when z.verschil > 0 then 'xmr' else 'geen' end
    end as kaart,
    case
        when s.is_verhouding then s.schaal * r.sigmas * s.sigma * greatest(z.alle / r.d2, 1)
        else r.factor_grens * z.verschil
    end as afstand,
    case
        when s.is_verhouding then s.schaal * r.delen_nabij * (r.sigmas / 3) * s.sigma * greatest(z.alle / r.d2, 1)
        else r.delen_nabij * (r.factor_grens / 3) * z.verschil
    end as nabij
from spreiding as s
join gezeefd as z using (reeks, segment), beweging.rekenregel as r
