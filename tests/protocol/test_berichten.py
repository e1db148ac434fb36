"""Messages made by hand: whoever may not see a keten gets nothing of it, whatever is sent, and writes nothing anywhere.

The client says everything a browser could say and much that none would: pages without navigation, addresses with the ids of others,
forms that were never shown, buttons and fragments of another session, whole messages of somebody else, and plain rubbish.
"""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import InvalidStatus

from dashboard import server
from dashboard.app import PAGINAS
from dashboard.dossier.register import Register
from dashboard.dossier.tabellen import TABELLEN
from dashboard.dossier.verbinding import address, close_engines, open_engine
from etl.contract import contract
from tests.protocol.huis import GEHEIM, KLANTGEHEIM, Huis, open_huis
from tests.protocol.merken import EIGEN, PARTIJ, VREEMD, fill, found, key
from tests.protocol.sessie import Antwoord, Geweigerd, Sessie, fill_in, signed_cookie, state, talk

ADRESSEN = ["voordeur", *(p.adres for p in PAGINAS)]
# Who comes in with what: nobody, somebody with a cookie of their own making, without a role, and every role in one keten.
AANVALLERS = ("niemand", "vervalser", "zonder rol", "kijker", "partner", "gegevensbeheerder", "beheerder", "regisseur")
ROLLEN = [(rol, rol, key("keten", EIGEN), PARTIJ[EIGEN]) for rol in AANVALLERS[3:]]
ROLLEN += [(f"{rol} van {naam}", rol, key("keten", naam), PARTIJ[naam]) for naam in (VREEMD,) for rol in ("regisseur", "partner")]
ROLLEN += [("alles", "gegevensbeheerder", "*", PARTIJ[EIGEN]), ("alles", "beheerder", "*", PARTIJ[EIGEN])]
ROLNAMEN = AANVALLERS[3:]
FASEN = ("voorbereiden", "houden", "opvolgen")
REGIE = f"regisseur van {VREEMD}"
ADRES_VAN = {
    "keten": key("keten", VREEMD),
    "project": key("project", VREEMD),
    "indicator": key("indicator", VREEMD),
    "overleg": key("overleg", VREEMD),
    "afspraak": f"zq{VREEMD}afspraakafspraakid",
    "knelpunt": f"zq{VREEMD}knelpuntknelpuntid",
    "voortouw": PARTIJ[VREEMD],
    "fase": "opvolgen",
    "punt": "1",
    "gebied": f"zq{VREEMD}gebied",
    "groep": f"zq{VREEMD}groep",
    "bron_partij": PARTIJ[VREEMD],
    "definitie_versie": f"zq{VREEMD}metingdefinitieversie",
    "vanaf": "2025",
    "stand": "open",
    "alles": "ja",
    "sinds": "2026-08-20",
    "peildatum": "2026-08-20",
    "gebeurtenis": "uitgevoerd",
    "onder": "1",
}


@pytest.fixture(scope="module")
def huis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Huis]:
    map_ = tmp_path_factory.mktemp("berichten")
    with open_huis(map_, fill(map_), ROLLEN) as huis_:
        yield huis_


def cookie_of(huis: Huis, wie: str) -> str | None:
    if wie == "niemand":
        return None
    return signed_cookie("x" * 40, huis.adres, sub="regisseur van vreemd") if wie == "vervalser" else huis.koekje(wie)


def versions(huis: Huis) -> int:
    """How many versions the dossier holds, of every kind together."""
    register = Register(open_engine(address(huis.magazijn)))
    aantal = sum(len(register.versions(soort)) for soort in TABELLEN)
    close_engines()
    return aantal


# Every page is asked for with these; and the page that reads the rest with those too, in an own keten and in the other.
OVERAL = ("keten", "project", "indicator", "overleg", "peildatum")
ALLEEN_OP = {
    "overleg": ("fase", "punt"),
    "afspraken": ("afspraak", "knelpunt", "voortouw", "stand", "alles"),
    "indicator": ("gebied", "groep", "bron_partij", "definitie_versie", "vanaf"),
    "verschil": ("sinds",),
}


def addresses(pagina: str, naam: str) -> Iterator[dict[str, str]]:
    """The addresses of this page that ask for what belongs to keten `naam`, alone and within the keten of the attacker."""
    yield {}
    yield from ({soort: ADRES_VAN[soort].replace(VREEMD, naam)} for soort in OVERAL)
    for keten in dict.fromkeys((EIGEN, naam)):
        for soort in ALLEEN_OP.get(pagina, ()):
            yield {"keten": key("keten", keten), soort: ADRES_VAN[soort].replace(VREEMD, naam)}
        for fase in ("voorbereiden", "houden", "opvolgen") if pagina == "overleg" else ():
            yield {"keten": key("keten", keten), "overleg": f"app-overleg-{naam}", "fase": fase}


def _asked_by(wie: str, pagina: str) -> list[dict[str, str]]:
    """A kijker tries everything; others the keten, for the page itself does not know who asks. Nobody outside comes past the door."""
    alle = list(addresses(pagina, VREEMD))
    if wie == "kijker":
        return alle
    if wie == REGIE:
        return [zoek for zoek in alle if zoek.get("keten") == key("keten", VREEMD) and "peildatum" not in zoek]
    return [alle[1]] if wie not in AANVALLERS[:3] or pagina in {"voordeur", "keten", "logboek"} else []


def leaked(antwoord: Antwoord, vraag: Any, *namen: str) -> list[str]:
    """What came back of these ketens, apart from the very words that were asked with."""
    return [merk for merk in found(antwoord.inhoud, *namen) if merk not in str(vraag).replace("zq", "")]


# --- seeing


def test_every_parameter_that_a_page_reads_is_tried() -> None:
    bron = "".join(pad.read_text(encoding="utf-8") for pad in Path("dashboard").rglob("*.py"))
    gelezen = set(re.findall(r'(?:chosen|query_params\.get|dag_in_adres)\("(\w+)"', bron))
    gelezen |= set(re.findall(r'(?:keuzelijst|datumkeuze)\(\s*"[^"]*",\s*"(\w+)"', bron)) | {
        "gebied",
        "groep",
        "bron_partij",
        "definitie_versie",
    }
    assert gelezen - set(ADRES_VAN) == set()
    assert {"keten", "indicator", "overleg", "punt", "voortouw", "sinds"} <= gelezen


@pytest.fixture(scope="module")
def oogst(huis: Huis) -> dict[str, list[tuple[str, dict[str, str], Antwoord]]]:
    """What each of them gets to see at every address; all at the same time, as on a busy server."""

    async def visit(wie: str) -> list[tuple[str, dict[str, str], Antwoord]]:
        uit = []
        async with Sessie(huis.adres, cookie_of(huis, wie)) as s:
            for pagina in ADRESSEN:
                for zoek in _asked_by(wie, pagina):
                    uit.append((pagina, zoek, await s.open(pagina, **zoek)))
        return uit

    async def all_of_them() -> list[list[tuple[str, dict[str, str], Antwoord]]]:
        return await asyncio.gather(*(visit(wie) for wie in (*AANVALLERS, REGIE)))

    return dict(zip((*AANVALLERS, REGIE), talk(all_of_them()), strict=True))


def test_whoever_may_see_the_keten_meets_its_marks_on_every_page(oogst: Any) -> None:
    gezien = {pagina: found(b"".join(a.inhoud for p, _, a in oogst[REGIE] if p == pagina), VREEMD, "stil") for pagina in ADRESSEN}
    assert [pagina for pagina, merken in gezien.items() if not merken] == []
    alles = " ".join(merk for merken in gezien.values() for merk in merken)
    soorten = {tabel.enkelvoud for tabel in contract().values()} | {f"app{soort}" for soort in TABELLEN}
    # A note has a mark of its own, a werkwijze shows as its trap, of a streefwaarde only the figure is shown, and nobody gave an oordeel.
    soorten -= {"appnotitie", "appwerkwijze", "streefwaarde", "appoordeel"}
    soorten |= {"vreemd cijfer", "vreemd leverdag", "stilvreemdnotitie", "vreemdleverancier", "vreemdapptrap"}
    assert sorted(soort for soort in soorten if soort not in alles) == []


@pytest.mark.parametrize("wie", AANVALLERS)
def test_no_address_brings_anything_of_another_keten(oogst: Any, wie: str) -> None:
    verboden = (VREEMD, *(() if wie == "regisseur" else ("stil",)), *(() if wie in ROLNAMEN else (EIGEN,)))
    gelekt = [(pagina, zoek, merken) for pagina, zoek, a in oogst[wie] if (merken := leaked(a, zoek, *verboden))]
    assert gelekt == []
    assert [(pagina, zoek, a.fouten, a.einde) for pagina, zoek, a in oogst[wie] if not a.is_goed] == []
    eigen = found(b"".join(a.inhoud for _, _, a in oogst[wie]), EIGEN)
    assert bool(eigen) is (wie in ROLNAMEN)


# --- writing


def pressed(antwoord: Antwoord) -> list[WidgetState]:
    """All fields of the page filled with something, and every button pressed at once: no person could, a message can."""
    velden = [state(soort, deel.id, _something(soort, deel)) for soort, deel in antwoord.widgets() if soort in INVULBAAR]
    return velden + [state(soort, deel.id) for soort, deel in antwoord.widgets() if soort == "button" and deel.label not in UIT_EN_IN]


UIT_EN_IN = {"Uitloggen", "Inloggen"}
INVULBAAR = {"text_input", "text_area", "selectbox"}


def _something(soort: str, deel: Any) -> str:
    if soort == "selectbox":
        # What is typed comes back on the page: it may hold no mark, or the attacker would find what was sent along.
        return next((optie for optie in reversed(deel.options) if not found(optie.encode(), VREEMD, EIGEN)), "verzonnen")
    return "2026-11-20" if "dag" in deel.label.lower() or "(jaar" in deel.label else "Aanval"


FORMULIEREN = [
    ("overleg", {}),
    ("overleg", {"fase": "voorbereiden", "overleg": "app"}),
    ("overleg", {"fase": "houden", "overleg": "app"}),
    ("overleg", {"fase": "opvolgen", "overleg": "app"}),
    ("afspraken", {"afspraak": "app-afspraak"}),
    ("afspraken", {"knelpunt": "app-knelpunt"}),
    ("indicator", {"indicator": "app"}),
]


def form_address(zoek: dict[str, str], naam: str) -> dict[str, str]:
    vast = {"overleg": f"app-overleg-{naam}", "indicator": key("indicator", naam)}
    return {"keten": key("keten", naam), **{k: vast.get(k, f"{w}-{naam}" if k in {"afspraak", "knelpunt"} else w) for k, w in zoek.items()}}


async def _messages_of_a_regisseur(huis: Huis, naam: str) -> tuple[list[BackMsg], list[BackMsg]]:
    """Every form as a regisseur of that keten could send it, unsent; and what would draw the fragments of that session again."""
    uit, fragmenten = [], []
    async with Sessie(huis.adres, huis.koekje("regisseur" if naam == EIGEN else REGIE)) as s:
        for pagina, zoek in FORMULIEREN:
            antwoord = await s.open(pagina, **form_address(zoek, naam))
            assert antwoord.is_goed, (pagina, zoek, antwoord.fouten)
            uit.append(s.bericht(pressed(antwoord)))
            fragmenten += [s.bericht(fragment=fragment, vanzelf=True) for fragment in s.fragmenten]
    return uit, fragmenten


def test_messages_of_a_regisseur_write_nothing_when_somebody_else_sends_them(huis: Huis) -> None:
    async def attack() -> tuple[list[str], int, int]:
        (vreemd, fragmenten), (eigen, _) = await asyncio.gather(*(_messages_of_a_regisseur(huis, naam) for naam in (VREEMD, EIGEN)))
        voor = versions(huis)

        async def send(wie: str, berichten: list[BackMsg]) -> list[str]:
            async with Sessie(huis.adres, cookie_of(huis, wie)) as s:
                antwoorden = [await s.open("overzicht"), *[await s.stuur(bericht) for bericht in berichten]]
                antwoorden += [await s.stuur_en_luister(bericht) for bericht in fragmenten]
                return [merk for a in antwoorden for merk in leaked(a, "", VREEMD, f"stil{VREEMD}")]

        zonder_schrijven = ("niemand", "zonder rol", "kijker", "gegevensbeheerder", "beheerder")
        van_elders = (send("partner", vreemd), send("regisseur", vreemd))
        uit = await asyncio.gather(*(send(wie, vreemd + eigen) for wie in zonder_schrijven), *van_elders)
        knoppen = sum(w.trigger_value for b in vreemd for w in b.rerun_script.widget_states.widgets)
        return [merk for deel in uit for merk in deel], voor, knoppen

    gelekt, voor, knoppen = talk(attack())
    assert knoppen > 20
    assert gelekt == []
    assert versions(huis) == voor
    assert huis.leeft


def test_the_same_messages_do_write_when_their_regisseur_sends_them(huis: Huis) -> None:
    async def send() -> None:
        berichten, _ = await _messages_of_a_regisseur(huis, VREEMD)
        async with Sessie(huis.adres, huis.koekje(REGIE)) as s:
            for bericht in berichten:
                await s.stuur(bericht)

    voor = versions(huis)
    talk(send())
    assert versions(huis) >= voor + 3


def test_a_form_that_is_sent_as_the_browser_sends_it_writes_and_says_so(huis: Huis) -> None:
    async def write() -> Antwoord:
        async with Sessie(huis.adres, huis.koekje(REGIE)) as s:
            antwoord = await s.open("overleg", keten=key("keten", VREEMD))
            return await s.vraag(
                fill_in(antwoord, "Plan dit overleg", **{"Naam": "zqvreemdgepland", "Datum (jaar-maand-dag)": "2027-03-04"})
            )

    voor = versions(huis)
    assert "zqvreemdgepland is gepland." in talk(write()).tekst
    assert versions(huis) == voor + 1


def test_a_partner_who_sends_forms_of_its_regisseur_writes_only_as_itself(huis: Huis) -> None:
    async def attack() -> None:
        berichten, _ = await _messages_of_a_regisseur(huis, EIGEN)
        async with Sessie(huis.adres, huis.koekje("partner")) as s:
            for bericht in berichten:
                await s.stuur(bericht)

    register = Register(open_engine(address(huis.magazijn)))
    voor = {soort: len(register.versions(soort)) for soort in TABELLEN}
    talk(attack())
    na = {soort: register.versions(soort) for soort in TABELLEN}
    nieuw = {soort: rijen[voor[soort] :] for soort, rijen in na.items() if len(rijen) > voor[soort]}
    close_engines()
    assert set(nieuw) <= {"afspraak", "knelpunt", "praktijksignaal", "duiding", "oordeel"}
    assert {(v["keten"], v["wie_rol"]) for rijen in nieuw.values() for v in rijen} <= {
        (key("keten", EIGEN), rol) for rol in ("partner", None)
    }


@pytest.mark.parametrize("wie", ["niemand", "kijker", "partner"])
def test_states_of_the_server_cannot_be_set_from_outside(huis: Huis, wie: str) -> None:
    """Session state holds who is here and which build is held; a state of that name or a choice outside the list changes nothing."""
    gesmeed = [
        WidgetState(id=naam, json_value='{"stand": "oefenen"}')
        for naam in ("bezoeker", "bouw", "$$ID-0-bezoeker", "eerdere_dag", "bewaard")
    ]

    async def attack() -> list[Antwoord]:
        async with Sessie(huis.adres, cookie_of(huis, wie)) as s:
            uit = [await s.open("afspraken")]
            keuzes = [state("selectbox", deel.id, ADRES_VAN["keten"]) for soort, deel in uit[0].widgets() if soort == "selectbox"]
            rol = [state("selectbox", "$$ID-0-wie-rol-en-partij", "regisseur van iedereen")]
            for pagina in ("afspraken", "overleg", "keten"):
                s.pagina = pagina
                uit += [await s.vraag([*gesmeed, *keuzes, *rol]), await s.vraag(gesmeed, met_hash=False)]
            return uit

    voor = versions(huis)
    antwoorden = talk(attack())
    assert [leaked(a, "", VREEMD, "stil") for a in antwoorden] == [[]] * 7
    assert versions(huis) == voor


# --- the session itself


def test_a_session_is_not_taken_over_by_who_knows_its_number(huis: Huis) -> None:
    async def attack() -> list[tuple[bool, list[str]]]:
        uit = []
        eigenaar = await Sessie(huis.adres, huis.koekje(REGIE)).__aenter__()
        await eigenaar.open("overleg", keten=key("keten", VREEMD))
        for wie in ("niemand", "kijker"):
            async with Sessie(huis.adres, cookie_of(huis, wie), sessie=eigenaar.id) as dief:
                antwoord = await dief.open("overleg", keten=key("keten", VREEMD))
                uit.append((dief.id == eigenaar.id, leaked(antwoord, "", VREEMD, "stil")))
        assert found((await eigenaar.vraag()).inhoud, VREEMD)  # its owner noticed nothing
        await eigenaar.sluit()
        for wie in ("niemand", "kijker"):
            async with Sessie(huis.adres, cookie_of(huis, wie), sessie=eigenaar.id) as dief:
                antwoord = await dief.open("overleg", keten=key("keten", VREEMD))
                uit.append((dief.id == eigenaar.id, leaked(antwoord, "", VREEMD, "stil")))
        return uit

    assert talk(attack()) == [(False, [])] * 4


@pytest.mark.parametrize("herkomst", [None, "http://elders.example", "null"])
def test_a_cookie_counts_only_from_a_page_of_this_server(huis: Huis, herkomst: str | None) -> None:
    async def attack() -> Antwoord:
        async with Sessie(huis.adres, huis.koekje(REGIE), herkomst=herkomst) as s:
            return await s.open("keten", keten=key("keten", VREEMD))

    if herkomst is None:
        assert found(talk(attack()).inhoud, VREEMD, EIGEN) == []
    else:
        with pytest.raises(InvalidStatus, match="403"):
            talk(attack())


@pytest.mark.parametrize("rauw", [b"\xff" * 40, b"\x5a\xff\xff\xff\xff\x0f", bytes(range(256)) * 40], ids=["vol", "afgekapt", "alles"])
def test_rubbish_ends_that_session_and_no_other(huis: Huis, rauw: bytes) -> None:
    async def attack() -> bool:
        async with Sessie(huis.adres, huis.koekje("kijker")) as ander, Sessie(huis.adres) as s:
            await ander.open("overzicht")
            with pytest.raises(Geweigerd):
                await s.stuur(rauw)
            return (await ander.vraag()).is_goed

    assert talk(attack())


def test_a_message_that_is_too_big_ends_its_session_and_a_big_one_changes_nothing(huis: Huis) -> None:
    async def attack() -> Antwoord:
        async with Sessie(huis.adres) as s:
            with pytest.raises(Geweigerd):
                await s.stuur(s.bericht([state("text_input", "$$ID-0-x", "a" * 210_000_000)]))
        async with Sessie(huis.adres, huis.koekje("kijker")) as s:
            return await s.vraag([state("text_input", f"$$ID-{nummer}-x", "a" * 1000) for nummer in range(5000)])

    antwoord = talk(attack())
    assert antwoord.is_goed
    assert leaked(antwoord, "", VREEMD) == []
    assert huis.leeft


def test_nobody_empties_what_is_kept_for_all_or_learns_about_the_machine() -> None:
    """Streamlit has messages for who develops: every kind there is, now or in a later version, stays out unless a page needs it."""
    door = set()
    for veld in BackMsg.DESCRIPTOR.fields:
        bericht = BackMsg()
        if veld.message_type is None:
            setattr(bericht, veld.name, True)
        else:
            getattr(bericht, veld.name).SetInParent()
        if server.is_needed(bericht.SerializeToString()):
            door.add(veld.name)
    assert door == {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"}
    for deel in ("install_skills", "dismiss_skills_nudge", "dataframe_chunk"):
        bericht = BackMsg()
        getattr(bericht.backend_operation_request, deel).SetInParent()
        assert not server.is_needed(bericht.SerializeToString())


def test_what_a_page_does_not_need_is_not_passed_on(huis: Huis) -> None:
    """Streamlit answers both at once; before the answer to the heartbeat that was sent behind it nothing may come."""
    mag = BackMsg()
    mag.file_urls_request.request_id = "1"

    async def attack() -> tuple[list[str | None], list[str | None]]:
        async with Sessie(huis.adres) as s:
            await s.open("overzicht")
            await s.stuur_en_luister(b"")  # what still comes of the page, comes now
            geweigerd, gehoord = await s.stuur_en_luister(BackMsg(set_run_on_save=True)), await s.stuur_en_luister(mag)
            return tuple([b.WhichOneof("type") for b in a.berichten] for a in (geweigerd, gehoord))  # type: ignore[return-value]

    assert talk(attack()) == (["heartbeat_ack"], ["file_urls_response", "heartbeat_ack"])


# --- files


def test_a_file_is_for_whoever_it_was_offered_to(huis: Huis) -> None:
    async def session() -> tuple[str, dict[str | None, tuple[int, bool]]]:
        async with Sessie(huis.adres, huis.koekje(REGIE)) as s:
            antwoord = await s.open("afspraken", keten=key("keten", VREEMD))
            adres = await s.bestand(antwoord.knop("Download afspraken (csv)").deferred_file_id)
            uit: dict[str | None, tuple[int, bool]] = {}
            for wie in (REGIE, "niemand", "vervalser", "zonder rol", "kijker", "partner van vreemd"):
                status, inhoud = await asyncio.to_thread(huis.haal, adres, cookie_of(huis, wie))
                uit[wie] = (status, bool(found(inhoud, VREEMD)))
            return adres, uit

    adres, uit = talk(session())
    assert adres.startswith("/media/")
    assert uit == {REGIE: (200, True)} | dict.fromkeys(("niemand", "vervalser", "zonder rol", "kijker", "partner van vreemd"), (403, False))


def test_no_file_of_any_kind_is_for_who_has_its_address_or_its_number(huis: Huis) -> None:
    """Every button that gives a file, on every page of a keten and of who may take all: others get it neither made nor ready."""
    plekken = [(REGIE, p.adres, {"keten": key("keten", VREEMD)}) for p in PAGINAS]
    plekken += [(REGIE, "overleg", form_address({"overleg": "app", "fase": fase}, VREEMD)) for fase in FASEN]
    plekken += [("alles", pagina, {}) for pagina in ("gegevens", "logboek")]
    dieven = ("niemand", "vervalser", "zonder rol", "kijker", "partner", "regisseur", "partner van vreemd")

    async def steal() -> tuple[set[str], list[object]]:
        soorten, mis = set[str](), list[object]()
        async with Sessie(huis.adres, huis.koekje("kijker")) as dief:
            await dief.open("afspraken")
            for wie, pagina, zoek in plekken:
                async with Sessie(huis.adres, huis.koekje(wie)) as s:
                    antwoord = await s.open(pagina, **zoek)
                    for nummer in [d.deferred_file_id for soort, d in antwoord.widgets() if soort == "download_button"]:
                        if await dief.bestand(nummer, wordt_geweigerd=True):
                            mis.append((pagina, "gemaakt voor een ander"))
                        adres = await s.bestand(nummer)
                        soorten.add(adres.rpartition(".")[2])
                        for ander in dieven:
                            status, inhoud = await asyncio.to_thread(huis.haal, adres, cookie_of(huis, ander))
                            if status != 403 or found(inhoud, VREEMD, EIGEN):
                                mis.append((pagina, adres, ander, status))
        return soorten, mis

    soorten, mis = talk(steal())
    assert mis == []
    assert soorten == {"bin", "csv", "ics", "pdf", "xlsx", "zip"}


def test_a_button_of_another_session_makes_no_file(huis: Huis) -> None:
    async def press() -> tuple[str, str]:
        async with Sessie(huis.adres, huis.koekje(REGIE)) as s, Sessie(huis.adres, huis.koekje("kijker")) as dief:
            antwoord = await s.open("afspraken", keten=key("keten", VREEMD))
            await dief.open("afspraken")
            nummer = antwoord.knop("Download afspraken (csv)").deferred_file_id
            return await dief.bestand(nummer, wordt_geweigerd=True), await s.bestand(nummer)

    gestolen, eigen = talk(press())
    assert gestolen == ""
    assert eigen.startswith("/media/")


def test_an_uploaded_file_is_refused_from_who_has_no_role(huis: Huis) -> None:
    for wie in ("niemand", "vervalser", "zonder rol"):
        assert huis.haal("/_stcore/upload_file/een/twee", cookie_of(huis, wie))[0] == 403


def test_the_log_of_the_server_holds_no_secret_and_nothing_of_a_keten(huis: Huis) -> None:
    async def visit() -> None:
        async with Sessie(huis.adres, huis.koekje(REGIE)) as s:
            for pagina in ("overzicht", "overleg", "bestaat-niet"):
                await s.open(pagina, keten=key("keten", VREEMD), peildatum="geen dag")
            await s.stuur_en_luister(BackMsg(set_run_on_save=True))

    talk(visit())
    gezegd = huis.logboek.read_text(encoding="utf-8", errors="replace")
    assert "Een bericht dat een pagina niet nodig heeft, is niet doorgegeven" in gezegd
    assert [geheim for geheim in (GEHEIM, KLANTGEHEIM) if geheim in gezegd] == []
    assert "appduiding" not in gezegd
