"""What a control chart says, in one table of Dutch sentences, and the functions that pick from it. Pure functions."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.charts.woorden import decimalen, is_leeg, kort_met_eenheid, of_leeg, opsomming, periode

OMHOOG = ("boven_grens", "trend_op", "twee_van_drie_boven", "verschuiving_boven")
TE_WEINIG = "Te weinig waarnemingen om te zeggen of er iets verandert."
GEWOON = "Gewone schommeling: geen verandering te zien."
GEEN_TOEVAL = "dit is geen toeval meer"

WAT_VALT_OP = {
    "boven_grens": "boven wat gewoon is",
    "onder_grens": "onder wat gewoon is",
    "trend_op": "hoort bij zeven of meer metingen die steeds stijgen",
    "trend_neer": "hoort bij zeven of meer metingen die steeds dalen",
    "twee_van_drie_boven": "hoort bij twee van drie metingen ver boven het gemiddelde",
    "twee_van_drie_onder": "hoort bij twee van drie metingen ver onder het gemiddelde",
    "verschuiving_boven": "hoort bij zeven of meer metingen op rij boven het gemiddelde",
    "verschuiving_onder": "hoort bij zeven of meer metingen op rij onder het gemiddelde",
}
RICHTING = {"gunstig": "gunstige kant", "ongunstig": "ongunstige kant", "neutraal": "niet gunstig of ongunstig"}
DOELBEREIK = {
    "vrijwel_altijd": "Bij gewone schommeling haalt het cijfer de streefwaarde van {streefwaarde} vrijwel altijd.",
    "wisselt": "Bij gewone schommeling wisselt het of het cijfer de streefwaarde van {streefwaarde} haalt.",
    "vrijwel_nooit": "Bij gewone schommeling haalt het cijfer de streefwaarde van {streefwaarde} vrijwel nooit.",
}
KAART = {
    (
        "xmr",
        "losse_waarden",
    ): "Dit is een regelkaart voor losse waarden (XmR): de band volgt uit het verschil tussen elke meting en de vorige.",
    (
        "p",
        "teller_en_noemer",
    ): "Dit is een regelkaart voor aandelen (p-kaart): teller en noemer zijn bekend. Hoe kleiner de noemer, hoe breder de band.",
    (
        "p_laney",
        "teller_en_noemer",
    ): "Dit is een regelkaart voor aandelen (p-kaart van Laney): teller en noemer zijn bekend. De metingen lopen "
    "verder uiteen dan toeval alleen verklaart; daarom is de band ruimer.",
    ("geen", "weinig_punten"): "Er staat geen band bij: daarvoor zijn minstens 12 metingen nodig zonder wijziging in het meten.",
    ("geen", "weinig_verschil"): "Er staat geen band bij: de metingen verschillen daarvoor te weinig.",
}
MEESTE_STUKKEN = 3
"""More stretches than this are a number in the text alternative; the table has them all."""
SEIZOEN = "De band gaat mee met het vaste seizoen van dit cijfer."
TELWOORDEN = "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf".split()


def bewegingzin(punten: pd.DataFrame) -> str:
    """What is seen at the end of one reeks, as a sentence; empty where no chart of movement belongs (several reeksen)."""
    reeks = _in_reeks(punten)
    if reeks.empty or "status" not in reeks or punten["naam"].nunique() > 1:
        return ""
    laatste = reeks.iloc[-1]
    if is_leeg(laatste["bijzonder"]):
        return {"weinig_verschil": "De metingen verschillen te weinig om grenzen te trekken."}.get(of_leeg(laatste["reden"]), TE_WEINIG)
    segment = reeks[(reeks["reeks"] == laatste["reeks"]) & (reeks["segment"] == laatste["segment"])]
    voorlopig = f" Voorlopig: er zijn pas {len(segment)} metingen." if laatste["status"] == "voorlopig" else ""
    return _laatste_zin(segment) + voorlopig


def _laatste_zin(segment: pd.DataFrame) -> str:
    bijzonder = str(segment["bijzonder"].iloc[-1])
    kant = "boven" if bijzonder in OMHOOG else "onder"
    if bijzonder == "gewoon":
        eerder = segment[segment["bijzonder"] != "gewoon"]
        if eerder.empty:
            return GEWOON
        return f"De laatste meting is gewoon. Eerder viel er wel iets op, het laatst over {periode(eerder['periode'].iloc[-1])}."
    if bijzonder.endswith("_grens"):
        aantal = _aan_het_eind(segment["bijzonder"] == bijzonder)
        wie = "De laatste meting ligt" if aantal == 1 else f"De laatste {_telwoord(aantal)} metingen liggen"
        return f"{wie} {kant} wat gewoon is."
    if bijzonder.startswith("trend"):
        aantal = _aan_het_eind(segment["bijzonder"] == bijzonder)
        richting = "hoger" if bijzonder == "trend_op" else "lager"
        zin = f"{_telwoord(aantal)} metingen op rij steeds {richting}: {GEEN_TOEVAL}."
        return zin[0].upper() + zin[1:]
    if bijzonder.startswith("twee_van_drie"):
        return f"Kort na elkaar liggen twee of meer metingen ver {kant} het gemiddelde: {GEEN_TOEVAL}."
    verschil = segment["waarde"] - segment["gemiddelde"]
    aantal = _aan_het_eind(verschil > 0 if kant == "boven" else verschil < 0)
    zin = f"{_telwoord(max(aantal, 7))} metingen op rij {kant} het gemiddelde: {GEEN_TOEVAL}."
    return zin[0].upper() + zin[1:]


def richtingzin(punten: pd.DataFrame) -> str:
    """On which side the last special point lies; empty for an ordinary one."""
    reeks = _in_reeks(punten)
    richting = "" if reeks.empty or punten["naam"].nunique() > 1 else of_leeg(reeks["richting_van_verandering"].iloc[-1])
    return {"gunstig": "Dit is de gunstige kant.", "ongunstig": "Dit is de ongunstige kant."}.get(richting, "")


def doelbereikzin(punten: pd.DataFrame, eenheid: object) -> str:
    """Whether ordinary variation reaches the streefwaarde; empty where that cannot be said."""
    reeks = _in_reeks(punten)
    if reeks.empty or punten["naam"].nunique() > 1 or is_leeg(reeks["doelbereik"].iloc[-1]) or is_leeg(reeks["streefwaarde"].iloc[-1]):
        return ""
    streefwaarde = kort_met_eenheid(float(reeks["streefwaarde"].iloc[-1]), eenheid)
    return DOELBEREIK[str(reeks["doelbereik"].iloc[-1])].format(streefwaarde=streefwaarde)


def kaartzin(punten: pd.DataFrame) -> str:
    """Which kind of chart this is and why; with several reeksen that there is none."""
    reeks = _in_reeks(punten)
    if reeks.empty or is_leeg(reeks["kaart"].iloc[-1]):
        return ""
    if punten["naam"].nunique() > 1:
        return "Er staat geen band bij, omdat hier meer reeksen naast elkaar staan. Kies er één om te zien of er iets verandert."
    zin = KAART[(str(reeks["kaart"].iloc[-1]), str(reeks["reden"].iloc[-1]))]
    return f"{zin} {SEIZOEN}" if reeks["seizoen"].iloc[-1] == "ja" else zin


def grenszinnen(punten: pd.DataFrame, eenheid: object) -> list[str]:
    """The limits, the special episodes and the reach of the streefwaarde, for those who do not see the chart."""
    reeks = _in_reeks(punten)
    if reeks.empty or punten["naam"].nunique() > 1 or not reeks["ondergrens"].notna().any():
        return []
    laatste = reeks[reeks["ondergrens"].notna()].iloc[-1]
    aantal = decimalen(list(punten["waarde"]))
    zinnen = [
        f"Over {periode(laatste['periode'])} is het gemiddelde {kort_met_eenheid(laatste['gemiddelde'], eenheid, aantal)} "
        f"en is gewoon: {gewoon_tussen(laatste, eenheid, aantal)}."
    ]
    perioden = [f"{_tijd(groep)} {WAT_VALT_OP[soort]}" for soort, groep in _episodes(reeks)]
    eerder = len(perioden) - MEESTE_STUKKEN
    rest = f" Daarvoor viel er nog {eerder} keer iets op." if eerder > 0 else ""
    zinnen.append(f"Wat opvalt: {opsomming(perioden[-MEESTE_STUKKEN:])}.{rest}" if perioden else "Geen enkele meting valt op.")
    return [*zinnen, *([zin] if (zin := doelbereikzin(punten, eenheid)) else [])]


def _episodes(reeks: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Stretches of points of one segment with the same mark, ordinary ones left out."""
    teken = reeks["bijzonder"].fillna("gewoon")
    nummer = ((teken != teken.shift()) | (reeks["segment"] != reeks["segment"].shift())).cumsum()
    return [(str(teken.loc[groep.index[0]]), groep) for _, groep in reeks.groupby(nummer) if teken.loc[groep.index[0]] != "gewoon"]


def _tijd(groep: pd.DataFrame) -> str:
    eerste, laatste = periode(groep["periode"].iloc[0]), periode(groep["periode"].iloc[-1])
    return eerste if len(groep) == 1 else f"{eerste} tot en met {laatste}"


def gewoon_tussen(rij: Mapping[Any, Any], eenheid: object, aantal_decimalen: int | None = None) -> str:
    """The limits of one point: "40 – 52"; empty where it has none. For the column 'gewoon van – tot'."""
    if is_leeg(rij["ondergrens"]):
        return ""
    grenzen = [float(rij["ondergrens"]), float(rij["bovengrens"])]
    aantal = min(decimalen(grenzen), 1) if aantal_decimalen is None else aantal_decimalen
    return " – ".join(kort_met_eenheid(grens, eenheid, aantal) for grens in grenzen)


def wat_valt_op(rij: Mapping[Any, Any]) -> str:
    """What is special about one point, with the side it lies on; empty for an ordinary one. For the column 'wat valt op'."""
    woorden = WAT_VALT_OP.get(of_leeg(rij["bijzonder"]))
    return f"{woorden} ({RICHTING[str(rij['richting_van_verandering'])]})" if woorden else ""


def _in_reeks(punten: pd.DataFrame) -> pd.DataFrame:
    if punten.empty or "reeks" not in punten:
        return punten.head(0)
    return punten[punten["reeks"].notna()].sort_values(["van", "tot"], kind="stable")


def _aan_het_eind(klopt: pd.Series) -> int:
    """How many of the last values in a row are true."""
    aantal = 0
    for waar in reversed(list(klopt)):
        if not waar:
            break
        aantal += 1
    return aantal


def _telwoord(aantal: int) -> str:
    return TELWOORDEN[aantal] if aantal < len(TELWOORDEN) else str(aantal)
