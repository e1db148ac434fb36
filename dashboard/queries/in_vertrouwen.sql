-- één rij per keten waarvan iets in vertrouwen is geleverd of verteld, voor zover wie kijkt het mag zien
with geleverd as (
    select keten, levering from kern.meting
    union select keten, levering from kern.indicator
    union select keten, levering from kern.oordeel
    union select keten, levering from kern.afspraak
    union select keten, levering from kern.knelpunt
    union select keten, levering from kern.overleg
    union select keten, levering from kern.project
    union select keten, levering from kern.procescriterium
    union select keten, levering from kern.gebeurtenis
    union select keten, levering from kern.succesfactor
)
select g.keten from geleverd as g join staging.levering as l using (levering) where l.status = 'in_vertrouwen'
union
select d.keten from dossier.duiding as d where d.zichtbaarheid = 'in_vertrouwen'
order by keten
