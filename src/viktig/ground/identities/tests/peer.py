"""The identity provider beside the tests: started once, and told whom to sign in and what to answer wrongly."""

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from viktig.beside import ROOT, NotHere, from_npm
from viktig.ground.people.models import Account

PEER = ROOT / "tests" / "oidc"

CLIENT, BOUND, OURS = "viktig-tests", "viktig-bound", "http://127.0.0.1:8000"
LEAVE, BEGIN = "/account/with/peer/", "/account/with/begin/"


def installed() -> Path:
    """Return the folder with the provider and what it stands on. Raises NotHere."""
    return from_npm(PEER, "oidc-peer", "no identity provider beside the tests")


class Peer:
    """A running provider. issuer: its address."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    def say(self, **said: Any) -> int:
        """Tell it whom to sign in (who, acr), and what to answer wrongly (claims, signer, tokens, instead, about, nonce).

        Return how often tokens were asked for since it was told last.
        """
        return int(self._post("/say", said)["asked"])

    def sign(self, **claims: Any) -> str:
        """Return a statement signed with its own key."""
        return str(self._post("/sign", claims)["token"])

    def visit(self, address: str) -> str:
        """Go where a browser would go from the address that our page led to; return our address it leads back to."""
        opener = build_opener(HTTPCookieProcessor(CookieJar()), _Stay)
        while address.startswith(self.issuer):
            try:
                with opener.open(address, timeout=10) as page:
                    raise AssertionError(page.read().decode()[:2000])
            except HTTPError as answer:
                place = answer.headers["Location"]
                if place is None:
                    raise AssertionError(answer.read().decode()[:2000]) from answer
                address = self.issuer + place if place.startswith("/") else place
        return address

    def page(self, address: str) -> str:
        """Return a page of its own. Raises HTTPError where it refuses."""
        with build_opener().open(address, timeout=10) as page:
            return str(page.read().decode())

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        request = Request(self.issuer + path, json.dumps(body).encode())  # noqa: S310 (it runs beside us)
        with build_opener().open(request, timeout=10) as answer:
            return dict(json.load(answer))


def come_back(client: Any, peer: Peer, *, change: str = "") -> Any:
    """Go to the provider and come back, perhaps with another address than it gave; return our answer."""
    out = client.get(LEAVE)
    assert out.status_code == 302, out.content.decode()
    back = urlsplit(peer.visit(out.url))
    return client.get(f"{back.path}?{change or back.query}")


def begin(client: Any, peer: Peer) -> Account:
    """Let somebody begin with the provider who has no page yet; return the account."""
    assert come_back(client, peer).url == BEGIN
    assert client.post(BEGIN).url == "/me/"
    return Account.objects.get()


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


@contextmanager
def running(*clients: dict[str, Any]) -> Iterator[Peer]:
    """Run a provider that knows these clients. Raises NotHere."""
    folder = installed()
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    environment = os.environ | {"PEER_PORT": str(port), "PEER_CLIENTS": json.dumps(clients)}
    process = subprocess.Popen(
        ["node", "peer.js"], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout
        until = time.monotonic() + 20
        while "ready" not in (line := process.stdout.readline()):
            if not line or time.monotonic() > until:
                raise NotHere("no identity provider beside the tests: it does not start with this node")
        yield Peer(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(10)
