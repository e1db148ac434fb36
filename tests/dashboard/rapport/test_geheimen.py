"""A password that stands in a setting is in no message and no log when things fail."""

import logging
import traceback

import pytest

from dashboard.dossier.fouten import OnbereikbaarDossier
from dashboard.dossier.verbinding import open_engine

GEHEIM = "nietvoorhetlogboek"
ONBEREIKBAAR = "Het dossier is niet te bereiken. Er is niets verloren. Probeer het straks opnieuw."


@pytest.mark.parametrize(
    "adres",
    [
        f"postgresql://ketens:{GEHEIM}@127.0.0.1:1/dossier",
        f"postgresql://ketens@127.0.0.1:1/dossier?password={GEHEIM}",
        f"postgresql://ketens:x/{GEHEIM}@127.0.0.1:1/dossier",
        f"postgresql://ketens:x@{GEHEIM}@127.0.0.1:1/dossier",
        f"postgresql://ketens:{GEHEIM}@127.0.0.1:poort/dossier",
        f"mysql://ketens:{GEHEIM}@127.0.0.1/dossier",
        f"ketens:{GEHEIM}@127.0.0.1",
    ],
    ids=["refused", "as a parameter", "with a slash", "with an at sign", "a port that is no number", "another database", "no address"],
)
def test_the_password_of_the_dossier_reaches_no_message_and_no_log(
    adres: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(OnbereikbaarDossier) as gevangen:
        open_engine(adres)
    logging.getLogger("dashboard").error("Fout", exc_info=gevangen.value)
    assert str(gevangen.value) == ONBEREIKBAAR
    getoond = capfd.readouterr()
    alles = caplog.text + getoond.out + getoond.err + "".join(traceback.format_exception(gevangen.value))
    assert ONBEREIKBAAR in alles
    assert GEHEIM not in alles
