-- één rij per indicator, op naam: is er een cijfer, een waarde in woorden, of nog niets?
select
    i.keten, i.indicator, i.naam, i.dimensie,
    case when count(m.waarde) > 0 then 'cijfer' when count(m.tekst) > 0 then 'woorden' when count(m.indicator) > 0 then 'onderdrukt' else 'leeg' end as soort
from kern.indicator as i
left join kern.meting as m using (indicator)
group by all
order by i.keten, i.naam
