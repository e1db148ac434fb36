-- één rij per vraag die nu openstaat (soort gesprek), nieuwste eerst, met de regel die haar stelt en het deel waar zij over gaat
with deel as (
    select reeks, any_value(gebied) as gebied, any_value(groep) as groep
    from kern.meting
    where reeks in (select reeks from signalen.signaal)
    group by reeks
)
select
    s.signaal, s.regel, s.keten, coalesce(s.project, i.project) as project, s.indicator, s.van, s.tot, s.vraag, s.onderbouwing, s.waarnemingen,
    r.titel, r.kijkt_naar, r.onschuldig, i.naam as indicatornaam, p.naam as projectnaam, d.gebied, d.groep
from signalen.signaal as s
join signalen.regel as r using (regel)
left join kern.indicator as i on i.indicator = s.indicator
left join kern.project as p on p.project = coalesce(s.project, i.project)
left join deel as d on d.reeks = s.reeks
where s.status = 'vraag' and r.soort = 'gesprek' and r.getoond = 'ja'
    and ($keten is null or s.keten = $keten)
    and ($project is null or coalesce(s.project, i.project) = $project)
    and ($indicator is null or s.indicator = $indicator)
order by s.tot desc nulls last, i.naam nulls first, r.titel, s.signaal
