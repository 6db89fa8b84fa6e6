"""Every page that links lead to, looked at by axe at 320 pixels: it can be read aloud, and used by keys alone."""

import re

import pytest
from django.utils import translation
from stage import CASTS, Theatre
from walking import PLACEHOLDER

DOORS = ("/", "/me/", "/tasks/", "/account/login/code/")
ELSEWHERE = re.compile(r"[.?]|/static/|/demo/|/(out|leave)/")  # files, questions, ways out
SEEN: set[str] = set()  # a kind of page is looked at once, whoever comes first


@pytest.mark.parametrize("key", ["anna", "kari", "jon", "lise"])
def test_every_page_that_links_lead_to_can_be_read_and_used_by_everybody(towns, browser, key):
    with translation.override("nb"), Theatre(browser, towns.url, CASTS["nb"]) as theatre:
        me = theatre.enter(key)
        queue, own = list(DOORS), set()
        while queue:
            path = queue.pop(0)
            kind = PLACEHOLDER.sub("…", path)
            if kind in own or (kind in SEEN and path not in DOORS):
                continue
            own.add(kind)
            me.go(path)
            SEEN.add(kind)
            links = me.page.locator("a[href^='/']").evaluate_all("all => all.map(one => one.getAttribute('href'))")
            queue += [link for link in (one.partition("#")[0] for one in links) if link and not ELSEWHERE.search(link)]
    assert len(SEEN) > 20
