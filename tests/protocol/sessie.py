"""One session at a running dashboard, message by message: ask for a page, press a button, and keep every byte that comes back."""

import asyncio
import base64
import json
import re
import time
from collections.abc import Coroutine, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlencode

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME, XSRF_COOKIE_NAME
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

DATA_URI = re.compile(rb"base64,([A-Za-z0-9+/]+=*)")
MEDIA = re.compile(rb"/media/[\w.-]+")
T = TypeVar("T")
GROOTSTE = 64 * 1024 * 1024  # a browser takes messages of any size


class Geweigerd(Exception):
    """The server closed the session, or gave no answer in time."""


@dataclass
class Antwoord:
    """What one question brought: every message until the page was done, as bytes and as messages, and how long the server took."""

    rauw: list[bytes] = field(default_factory=list)
    berichten: list[ForwardMsg] = field(default_factory=list)
    seconden: float = 0.0
    einde: int | None = None
    """The last status of script_finished; None when the server sent none."""

    @property
    def is_goed(self) -> bool:
        """Whether the page, or the fragment, was drawn to its end without a fault."""
        goed = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}
        return self.einde in goed and not self.fouten

    @property
    def is_pagina(self) -> bool:
        """Whether a whole page was drawn, not a fragment of it only."""
        return self.einde == ForwardMsg.FINISHED_SUCCESSFULLY

    @property
    def fouten(self) -> list[str]:
        """Faults on the page: exceptions, and the sentence that stands in place of one."""
        elementen = [e for _, e in self.elementen()]
        uit = [e.exception.message for e in elementen if e.HasField("exception")]
        return uit + [e.alert.body for e in elementen if e.HasField("alert") and "Deze pagina kan nu niet" in e.alert.body]

    @property
    def inhoud(self) -> bytes:
        """All that was sent, pictures unpacked."""
        alles = b"\n".join(self.rauw)
        return b"\n".join([alles, *(base64.b64decode(stuk + b"==") for stuk in DATA_URI.findall(alles))])

    @property
    def tekst(self) -> str:
        """The same as text, to look for a sentence."""
        return self.inhoud.decode("utf-8", errors="replace")

    @property
    def bestanden(self) -> list[str]:
        """The addresses of files on this page."""
        return sorted({adres.decode() for adres in MEDIA.findall(self.inhoud)})

    def elementen(self) -> Iterator[tuple[str, Any]]:
        """Every element that was drawn, by its kind."""
        for bericht in self.berichten:
            if bericht.WhichOneof("type") == "delta" and bericht.delta.HasField("new_element"):
                element = bericht.delta.new_element
                yield str(element.WhichOneof("type")), element

    def widgets(self) -> list[tuple[str, Any]]:
        """Every field and button: its kind and its own message (id, label, and what more it has)."""
        gevonden = []
        for soort, element in self.elementen():
            deel = getattr(element, soort, None)
            if isinstance(deel, Message) and str(getattr(deel, "id", "")).startswith("$$ID"):
                gevonden.append((soort, deel))
        return gevonden

    def knop(self, opschrift: str) -> Any:
        """The first button with this label; KeyError when the page has none."""
        for soort, deel in self.widgets():
            if soort in {"button", "download_button"} and deel.label == opschrift:
                return deel
        raise KeyError(opschrift)


class Sessie:
    """A session: `async with Sessie(adres, koekje) as s: antwoord = await s.open("keten", keten="schulden")`."""

    def __init__(self, adres: str, koekje: str | None = None, *, herkomst: str | None = "", sessie: str = "", wacht: float = 120) -> None:
        """`koekje`: the signed cookie of a user; `herkomst`: the Origin (None: none); `sessie`: the id of a session to take up again.

        `wacht`: after so many seconds without an end a page counts as not given.
        """
        self.adres, self.koekje, self.herkomst = adres, koekje, adres if herkomst == "" else herkomst
        self.gevraagde_sessie, self.id, self.wacht = sessie, "", wacht
        self.pagina, self.zoek = "overzicht", ""
        self.fragmenten: dict[str, float] = {}
        """The fragments that the server asked to run again by themselves, with their seconds."""
        self.verzonden: list[bytes] = []
        self._ws: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        xsrf = generate_xsrf_token_string()
        koekjes = [f"{XSRF_COOKIE_NAME}={xsrf}", *([f"{USER_COOKIE_NAME}={self.koekje}"] if self.koekje else [])]
        protocollen = ["streamlit", xsrf, *([self.gevraagde_sessie] if self.gevraagde_sessie else [])]
        self._ws = await connect(
            self.adres.replace("http", "ws", 1) + "/_stcore/stream",
            additional_headers={
                "Cookie": "; ".join(koekjes),
                **({"Origin": self.herkomst} if self.herkomst else {}),
            },
            subprotocols=[Subprotocol(deel) for deel in protocollen],
            max_size=GROOTSTE,
            compression=None,
            open_timeout=60,
            ping_interval=None,
            proxy=None,
        )
        return self

    async def __aexit__(self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None) -> None:
        await self.sluit()

    async def sluit(self) -> None:
        """Leave."""
        if self._ws is not None:
            await self._ws.close()

    async def open(self, pagina: str, /, **zoek: str) -> Antwoord:
        """Go to a page with this query string, as a link does."""
        self.pagina, self.zoek = pagina, urlencode(zoek)
        return await self.vraag()

    async def vraag(
        self,
        widgets: Iterable[WidgetState] = (),
        *,
        fragment: str = "",
        met_hash: bool = True,
        vanzelf: bool = False,
    ) -> Antwoord:
        """Have the page drawn again with these states of fields and buttons; `fragment`: only that part."""
        return await self.stuur(self.bericht(widgets, fragment=fragment, met_hash=met_hash, vanzelf=vanzelf))

    def bericht(self, widgets: Iterable[WidgetState] = (), *, fragment: str = "", met_hash: bool = True, vanzelf: bool = False) -> BackMsg:
        """The message that asks for this page; the server knows a page by the hash of its address, or by its name."""
        bericht = BackMsg()
        staat = bericht.rerun_script
        staat.query_string, staat.fragment_id, staat.is_auto_rerun = self.zoek, fragment, vanzelf
        staat.page_script_hash, staat.page_name = (calc_hash(self.pagina), "") if met_hash else ("", self.pagina)
        staat.context_info.timezone, staat.context_info.locale = "Europe/Amsterdam", "nl-NL"
        staat.context_info.url = f"{self.adres}/{self.pagina}?{self.zoek}"
        staat.widget_states.widgets.extend(widgets)
        return bericht

    async def stuur(self, bericht: BackMsg | bytes) -> Antwoord:
        """Send a message and take in all that comes until a run has ended; Geweigerd when the server hangs up."""
        rauw = bericht if isinstance(bericht, bytes) else bericht.SerializeToString()
        self.verzonden.append(rauw)
        antwoord, begin = Antwoord(), time.perf_counter()
        try:
            await self._socket.send(rauw)
            async with asyncio.timeout(self.wacht):
                while not self._is_done(antwoord):
                    self._take(antwoord, await self._socket.recv())
        except (ConnectionClosed, TimeoutError) as fout:
            raise Geweigerd(str(fout) or "geen antwoord") from fout
        antwoord.seconden = time.perf_counter() - begin
        return antwoord

    async def stuur_en_luister(self, bericht: BackMsg | bytes, tot: str = "heartbeat_ack") -> Antwoord:
        """Send a message that may bring no run at all, and a heartbeat behind it: the answer is what came before that of the heartbeat.

        `tot`: wait for another kind of message instead.
        """
        antwoord = Antwoord()
        try:
            await self._socket.send(bericht if isinstance(bericht, bytes) else bericht.SerializeToString())
            if tot == "heartbeat_ack":
                await self._socket.send(BackMsg(app_heartbeat=True).SerializeToString())
            async with asyncio.timeout(self.wacht):
                while not antwoord.berichten or antwoord.berichten[-1].WhichOneof("type") != tot:
                    self._take(antwoord, await self._socket.recv())
        except (ConnectionClosed, TimeoutError) as fout:
            raise Geweigerd(str(fout) or "geen antwoord") from fout
        return antwoord

    async def bestand(self, file_id: str, *, wordt_geweigerd: bool = False) -> str:
        """The address of a file that is made when its button is pressed; "" when the server gives none at once, as it should if refused."""
        bericht = BackMsg()
        vraag = bericht.backend_operation_request
        vraag.request_id, vraag.session_id, vraag.deferred_file.file_id = "1", self.id, file_id
        antwoord = await self.stuur_en_luister(bericht, "heartbeat_ack" if wordt_geweigerd else "backend_operation_response")
        return next(
            (b.backend_operation_response.deferred_file.url for b in antwoord.berichten if b.HasField("backend_operation_response")), ""
        )

    @property
    def _socket(self) -> ClientConnection:
        if self._ws is None:
            raise RuntimeError("open the session first: async with Sessie(...)")
        return self._ws

    def _take(self, antwoord: Antwoord, stuk: str | bytes) -> None:
        rauw = stuk if isinstance(stuk, bytes) else stuk.encode()
        bericht = ForwardMsg.FromString(rauw)
        antwoord.rauw.append(rauw)
        antwoord.berichten.append(bericht)
        soort = bericht.WhichOneof("type")
        if soort == "new_session":
            self.id = bericht.new_session.initialize.session_id or self.id
            if not bericht.metadata.run.fragment_ids:
                self.fragmenten = {}
        elif soort == "auto_rerun":
            self.fragmenten[bericht.auto_rerun.fragment_id] = bericht.auto_rerun.interval
        elif soort == "script_finished":
            antwoord.einde = bericht.script_finished

    @staticmethod
    def _is_done(antwoord: Antwoord) -> bool:
        """A run that ended to start again is followed by another one."""
        return antwoord.einde is not None and antwoord.einde != ForwardMsg.FINISHED_EARLY_FOR_RERUN


def signed_cookie(geheim: str, adres: str, **persoon: Any) -> str:
    """The cookie that Streamlit gives to somebody who signed in at this address."""
    inhoud = {"origin": adres, "is_logged_in": True, "iat": time.time(), **persoon}
    return create_signed_value(geheim, USER_COOKIE_NAME, json.dumps(inhoud)).decode()


def state(soort: str, id_: str, waarde: Any = None) -> WidgetState:
    """The state of one field as the browser sends it; a button is pressed."""
    staat = WidgetState(id=id_)
    if soort in {"button", "download_button"}:
        staat.trigger_value = True
    elif soort in {"checkbox", "toggle"}:
        staat.bool_value = bool(waarde)
    elif soort in {"multiselect", "button_group"}:
        staat.string_array_value.data.extend(waarde or ())
    elif waarde is not None:
        staat.string_value = str(waarde)
    return staat


def fill_in(antwoord: Antwoord, knop: str, **velden: str) -> list[WidgetState]:
    """The states that press a button, with what was typed in the fields of its form (by their label, underscores for spaces)."""
    deel = antwoord.knop(knop)
    ingevuld: Mapping[str, str] = {naam.replace("_", " "): waarde for naam, waarde in velden.items()}
    uit = [state("button", deel.id)]
    for soort, veld in antwoord.widgets():
        if soort not in {"button", "download_button"} and veld.form_id == deel.form_id and veld.label in ingevuld:
            uit.append(state(soort, veld.id, ingevuld[veld.label]))
    return uit


def talk(taak: Coroutine[Any, Any, T]) -> T:
    """Do it and wait. In a thread of its own: beside a browser that is driven in this one, a loop runs already."""
    with ThreadPoolExecutor(1) as draad:
        return draad.submit(asyncio.run, taak).result()
