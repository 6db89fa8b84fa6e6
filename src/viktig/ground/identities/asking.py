"""What we ask a provider for, over HTTPS and nobody else: JSON comes back, or it is not believed."""

import json
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

LONGEST = 256 * 1024
WAIT = 10  # seconds


class NotBelieved(Exception):
    """The provider's answer is not one to let anybody in with. The text is for the log, and names nobody."""


class NonceAsked(NotBelieved):
    """The provider wants a proof with a nonce of its own (RFC 9449, 8), which this brings."""

    def __init__(self, nonce: str) -> None:
        super().__init__("it asks for a nonce in the proof")
        self.nonce = nonce


def fetch(address: str, form: dict[str, str] | None = None, *, proof: str = "") -> dict[str, Any]:
    """Return the JSON object that an address of the provider answers. Raises NotBelieved.

    form: what is sent; nothing is only asked for without one. proof: a DPoP proof to send beside it.
    """
    place = urlsplit(address)
    if place.scheme != "https" and (settings.VIKTIG_SECURE or place.hostname not in {"127.0.0.1", "localhost"}):
        raise NotBelieved("an address that is not https")
    headers = {"Accept": "application/json"} | ({"DPoP": proof} if proof else {})
    request = Request(address, urlencode(form).encode() if form else None, headers)  # noqa: S310 (looked at above)
    try:
        with build_opener(_NoRedirect()).open(request, timeout=WAIT) as answer:
            read: Any = json.loads(answer.read(LONGEST))
    except HTTPError as refused:
        with refused:
            raise _why(place.path, refused) from refused
    except (URLError, OSError, ValueError) as error:
        raise NotBelieved(f"no answer from {place.path}: {type(error).__name__}") from error
    if not isinstance(read, dict):
        raise NotBelieved("not an object")
    return read


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Follow nobody elsewhere: what we send is for the provider alone."""


def _why(path: str, refused: HTTPError) -> NotBelieved:
    """Return what to raise for a refusal; where only a nonce is missing, the one to send."""
    try:
        said: Any = json.loads(refused.read(LONGEST))
    except (OSError, ValueError):
        said = None
    nonce = refused.headers.get("DPoP-Nonce", "")
    if nonce and isinstance(said, dict) and said.get("error") == "use_dpop_nonce":
        return NonceAsked(nonce)
    return NotBelieved(f"{path} answers {refused.code}")
