"""An OpenID provider that insists on PKCE (RFC 7636): the provider of these tests with a layer around it, for that one knows none.

Whoever asks to sign in must give a code_challenge (S256), and whoever comes for the token the code_verifier that it was made of.
"""

import base64
import hashlib
import io
import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def challenge_of(verifier: str) -> str:
    """The S256 code_challenge of a verifier."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


class Pkce:
    """Remembers per code which challenge it was asked with, and gives a token only for the verifier that fits."""

    def __init__(self, binnen: "WSGIApplication") -> None:
        self.binnen = binnen
        self.challenges: dict[str, str] = {}
        self.gelukt = 0

    def __call__(self, omgeving: "WSGIEnvironment", begin: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        pad = omgeving["PATH_INFO"]
        if pad == "/gelukt":
            return _answer(begin, "200 OK", {"gelukt": self.gelukt})
        if pad == "/oauth2/authorize":
            return self._authorize(omgeving, begin)
        if pad == "/oauth2/token":
            return self._token(omgeving, begin)
        return self.binnen(omgeving, begin)

    def _authorize(self, omgeving: "WSGIEnvironment", begin: "StartResponse") -> Iterable[bytes]:
        vraag = parse_qs(omgeving["QUERY_STRING"])
        challenge = vraag.get("code_challenge", [""])[0]
        if vraag.get("code_challenge_method") != ["S256"] or len(challenge) != 43:
            return _answer(begin, "400 Bad Request", {"error": "invalid_request", "error_description": "code_challenge (S256) required"})

        def remember(status: str, koppen: list[tuple[str, str]], *rest: Any) -> Any:
            for naam, waarde in koppen:
                if naam.lower() == "location":
                    for code in parse_qs(urlsplit(waarde).query).get("code", ()):
                        self.challenges[code] = challenge
            return begin(status, koppen, *rest)

        return self.binnen(omgeving, remember)

    def _token(self, omgeving: "WSGIEnvironment", begin: "StartResponse") -> Iterable[bytes]:
        rauw = omgeving["wsgi.input"].read(int(omgeving.get("CONTENT_LENGTH") or 0))
        vraag = parse_qs(rauw.decode())
        verwacht = self.challenges.pop(vraag.get("code", [""])[0], None)
        if verwacht is None or challenge_of(vraag.get("code_verifier", [""])[0]) != verwacht:
            return _answer(begin, "400 Bad Request", {"error": "invalid_grant"})
        self.gelukt += 1
        return self.binnen({**omgeving, "wsgi.input": io.BytesIO(rauw)}, begin)


def _answer(begin: "StartResponse", status: str, inhoud: dict[str, Any]) -> list[bytes]:
    begin(status, [("Content-Type", "application/json")])
    return [json.dumps(inhoud).encode()]


def main(argumenten: Sequence[str]) -> None:
    """Serve on a port, with these users (each as JSON with a sub)."""
    # Imported here: what this provider rests on warns about itself, and the tests take only the sums from this module.
    from oidc_provider_mock import User, app
    from werkzeug.serving import make_server

    poort, *gebruikers = argumenten
    claims = [json.loads(tekst) for tekst in gebruikers]
    users = [User(sub=c["sub"], claims={naam: waarde for naam, waarde in c.items() if naam != "sub"}) for c in claims]
    make_server("localhost", int(poort), Pkce(app(user_claims=users)), threaded=True).serve_forever()


if __name__ == "__main__":
    main(sys.argv[1:])
