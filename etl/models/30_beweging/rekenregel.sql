-- Eén rij per bouw: de getallen waarmee grenzen en bijzondere punten worden bepaald, elk met zijn reden.
select
    -- Minder punten in een segment: geen grenzen. Tot en met twintig zijn de grenzen voorlopig.
    12 as minste_punten,
    20 as voorlopig_tot_en_met,
    -- Making Data Count (NHS England), zoals het R-pakket NHSRplotthedots 0.2.2 het uitrekent: grenzen op 2,66 maal
    -- het gemiddelde verschil tussen twee punten, nadat verschillen vanaf 3,267 maal dat gemiddelde zijn weggelaten.
    2.66::double as factor_grens,
    3.267::double as factor_uitschieter,
    -- De nabije grens ligt op zoveel derde delen van de afstand.
    2::double as delen_nabij,
    -- Verhoudingen: grenzen op drie standaardafwijkingen. Laney (2002) maakt ze ruimer als de punten meer uiteenlopen dan
    -- toeval alleen doet; 1,128 (d2 voor twee punten) maakt van een gemiddeld verschil een standaardafwijking.
    3 as sigmas,
    1.128::double as d2,
    -- Seizoen: zoveel volle jaren zijn nodig om het effect van een maand te kennen.
    3 as volle_jaren
