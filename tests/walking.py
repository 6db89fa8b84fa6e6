"""Going through the house by its links, as one of the demo's people or as a visitor."""

import re
from collections.abc import Iterator
from html import unescape

from django.http import HttpResponse
from django.test import Client

from viktig.demo import choosing, life, story, town

PLACEHOLDER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
AT_MOST = 400
DOORS = ("/", "/me/", "/tasks/", "/account/login/code/")


def live_in_town() -> None:
    """Make the demo's town, and let its people live, speak and be answered."""
    town.make_town()
    for ombud in life.OMBUDS:
        life.present(ombud)
    for told in story.STORY:
        story.tell(told)
    for one in life.LIVES:
        life.live(one)
    for dilemma in choosing.DILEMMAS:
        choosing.face(dilemma)


def pages(client: Client, doors: tuple[str, ...] = DOORS) -> Iterator[tuple[str, HttpResponse]]:
    """Yield each page that links lead to, one of each kind, with its address. Stops at 400."""
    queue, kinds = list(doors), set()
    while queue and len(kinds) < AT_MOST:
        path = queue.pop(0)
        kind = PLACEHOLDER.sub("…", path)
        if kind in kinds:
            continue
        kinds.add(kind)
        response = client.get(path)
        if response.status_code in {301, 302}:
            queue.append(response.headers["Location"].partition("#")[0])
        elif response.headers["Content-Type"].startswith("text/html"):
            yield path, response
            links = re.findall(r'<a\b[^>]*\bhref="([^"]*)"', response.content.decode())
            queue += [unescape(link).partition("#")[0] for link in links if re.match(r"/(?!static/)[^?]*$", link)]
