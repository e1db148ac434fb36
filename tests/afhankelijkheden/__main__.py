"""Check what is installed: exact versions, licences, known vulnerabilities; ends with 1 when something is wrong."""

import sys
from datetime import date

from tests.afhankelijkheden.kwetsbaarheden import audit
from tests.afhankelijkheden.licenties import Lijst, objections
from tests.afhankelijkheden.pakketten import LOS, NODIG, ONTWIKKELEN, everything, needed, requirements, unpinned


def main() -> int:
    """Print what was looked at and everything that is wrong; gives the exit code."""
    product = needed(requirements(NODIG))
    alles = everything()
    fouten = [
        f"{eis} in {pad.name} heeft geen vaste versie. Schrijf naam==versie." for pad in (NODIG, ONTWIKKELEN, LOS) for eis in unpinned(pad)
    ]
    fouten += objections(alles, Lijst.read())
    uitslag = audit(alles, date.today())
    fouten += uitslag.fouten
    print(f"Licenties: {len(product)} pakketten van het product en {len(alles) - len(product)} voor ontwikkelen nagekeken.")
    print(uitslag.melding)
    print("\n".join(fouten), end="\n" if fouten else "")
    return 1 if fouten else 0


if __name__ == "__main__":
    sys.exit(main())
