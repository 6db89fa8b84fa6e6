"""What every language says: nothing missing, nothing uncertain, nothing that a tired person would stumble over."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from django.conf import settings

from viktig.ground.words import catalog
from viktig.ground.words.lix import lix, reading

WHOLE = list(settings.LANGUAGES_WHOLE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w+\}")
LONGER = 20  # words, from which on LIX says something
HARDEST = 40
HEADER = """\
# Viktig, nb
msgid ""
msgstr ""
"Language: nb\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

# Words and forms of Bokmål that look right at a glance; each has another form in Nynorsk.
BOKMAL_ONLY = (
    "jeg|ikke|hva|hvem|hvor|hvordan|hvorfor|hvis|hver|hvert|hverandre|hvilken|hvilket|hvilke|noen|noe|fra|selv|bare|uten|nå|"
    "da|disse|dem|dere|deres|hun|henne|være|vært|gjøre|gjør|sier|se|komme|kommer|velge|velger|valgt|"
    "fortelle|fortalte|spørre|spurte|skriver|skrev|skrevet|leste|lest|finnes|ble|åpne|åpner|åpen|åpent|åpnet|"
    "mye|mer|flere|måned|måneder|uke|uker|penger|tjenesten?|tjenester|sted|steder|stedet|navn|navnet|siden|"
    "samme|annen|annet|egen|eget|egne|ombud|ombudet|ombudene|personlig|personlige|vanskelig|tidlig|tidligere|senere|"
    "fortsatt|bedre|riktig|mulig|hjem|hjemme|endret|lagret|slettet|avsluttet|logget|sjekket|lovet|ventet|brukere|"
    "ordene|svarene|tallene|rådene|bildene|listen|gruppen|samlingen|endringen|hjelpen|veien|avtalene|innen"
)

# What a writer of the language would not write: what to look for, and what is wrong with it.
SLIPS = {
    "nb": {
        r"[“”\"]": "Norwegian quotes are « and ».",
        r" - ": "A dash between words is – .",
        r"\bDe (er|kan|har|må|vil) velkommen\b": "We say du.",
        r"\b(ikke enda|enda ikke)\b": "It is «ikke ennå».",
        r"\b(idag|imorgen|igår|istedet|istedenfor)\b": "Written apart: i dag, i stedet.",
        r"(?i)\b(epost|e-?mail|mail)\b": "It is e-post.",
        r"(?i)\bbruker (organisasjon|utvalg|råd|ombud)": "Written as one word.",
        r"\b(och|inte|också|något|någon|vad|vem|skriva|läsa)\b": "This is Swedish.",
        r"(?i)\b(ikkje|ein|noko|nokon|berre|kva|kven|kvifor|korleis|frå|dei|eg|mykje|vere)\b": "This is Nynorsk.",
    },
    "nn": {
        r"[“”\"]": "Norwegian quotes are « and ».",
        r" - ": "A dash between words is – .",
        r"\b(ikkje enda|enda ikkje)\b": "It is «ikkje enno».",
        r"\b(idag|imorgon|igår|isteden|istadenfor)\b": "Written apart: i dag, i staden.",
        r"(?i)\b(epost|e-?mail|mail)\b": "It is e-post.",
        r"(?i)\bbrukar (organisasjon|utval|råd|ombod)": "Written as one word.",
        r"\b(och|inte|också|något|någon|vad|vem|skriva|läsa)\b": "This is Swedish.",
        rf"(?i)\b({BOKMAL_ONLY})\b": "This is Bokmål.",
        r"(?i)\b(dersom|um|gjev|skriva|gjera|vera|seia|koma|velja)\b": "We write viss, om, gir and infinitives in -e.",
        r"(?i)\bvart\b": "We write blei.",
    },
    "en": {
        r"[«»\"]": "English quotes here are “ and ”.",
        r" - ": "A dash between words is – .",
        r"\b[Ee]mail\b": "It is e-mail.",
        r"(?i)\b(organization|color|center|behavior|recogniz)": "We write as in Britain.",
        r"(?i)\b(please note|utili[sz]e|in order to|prior to|whilst|via)\b": "Say it more simply.",
    },
    "sv": {
        r"[“«»\"]": "Swedish quotes are ” and ”.",
        r" - ": "A dash between words is – .",
        r"\b(idag|imorgon|igår|istället)\b": "Written apart: i dag, i stället.",
        r"(?i)\b(epost|e?-?mail)\b": "It is e-post.",
        r"(?i)\bbrukar (organisation|råd|ombud)": "Written as one word.",
        r"\b(ikke|også|hva|hvem|hvis|noen|noe|fra|ble|skrive|lese)\b": "This is Norwegian.",
    },
}

# What professionals say to each other. A word that names what somebody meets, as in a letter (vedtak, beslut), may stand.
JARGON = {
    "nb": r"(?i)\b(brukermedvirk|saksbehand|pasient|tiltak|kartlegg|iverksett|henvis|aktør|implementer|samhandl|forløp"
    r"|funksjonsniv|klient|oppfølging|problematikk|målgruppe|hensiktsmessig|ivareta|vedrørende|evaluer|autentiser|empower)",
    "nn": r"(?i)\b(brukarmedverk|saksbehand|pasient|tiltak|kartlegg|iverkset|tilvis|aktør|implementer|samhandl|forløp"
    r"|funksjonsniv|klient|oppfølging|problematikk|målgruppe|føremålstenleg|ivareta|vedkomande|evaluer|autentiser|empower)",
    "en": r"(?i)\b(user involvement|caseworker|patients?\b|stakeholder|implement|facilitat|clients?\b|follow-up|target group"
    r"|functional|assess|intervention|authenticate|empower|leverage|outreach|service user)",
    "sv": r"(?i)\b(brukarmedverk|handlägg|patient|insats|kartlägg|verkställ|remitter|aktör|implementer|samverk|förlopp"
    r"|funktionsniv|klient|uppfölj|problematik|målgrupp|ändamålsenlig|tillvarata|avseende|utvärder|autentiser|empower)",
}

# One word for one thing, in the English that everything is translated from (docs/glossary.md).
ONE_WORD = {
    r"\b(some|any|every)body\b": "someone, anyone, everyone",
    r"\banew\b": "again",
    r"\bshall\b": "will, or a question without it",
    r"\b(throw[ns]? away|put away|remove[sd]?)\b": "delete one thing; lay it aside to keep it",
    r"^(?!.*(everything|all of it|my data|page of|yours alone)).*\berase[sd]?\b": "delete one thing",
    r"\bvoices?\b": "what you said",
    r"\bmessage\b(?! from Viktig)": "what you said",
}


def texts(language: str) -> Iterator[tuple[Message, str, str]]:
    """Yield message, source and translation, a pair for each form; English says its own, but for what libraries say."""
    known = catalog.catalogue(language)
    if language == catalog.SOURCE:
        for message in catalog.said():
            if message.id and known.get(message.id, message.context) is None:
                yield from ((message, text, text) for text in _forms(message.id))
    for message in known:
        if not message.id:
            continue
        sources, said = _forms(message.id), _forms(message.string)
        for index, text in enumerate(said):
            yield message, sources[min(index, len(sources) - 1)], text


def _forms(one: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (one,) if isinstance(one, str) else tuple(one)


@pytest.mark.parametrize("language", WHOLE)
def test_a_whole_language_lacks_nothing(language):
    missing = catalog.lacking(language)

    assert not missing, (
        f"{len(missing)} texts say nothing in {language}. Run `python -m viktig.ground.words.catalog`, then translate in "
        f"locale/{language}/LC_MESSAGES/django.po:\n  " + "\n  ".join(missing)
    )


@pytest.mark.parametrize("language", WHOLE)
def test_a_catalogue_holds_only_what_is_said(language):
    said = catalog.said()
    left_over = [m.id for m in catalog.catalogue(language) if m.id and said.get(m.id, m.context) is None]

    assert not left_over, "Nothing says these any more: run `python -m viktig.ground.words.catalog`."


@pytest.mark.parametrize("language", WHOLE)
def test_each_translation_has_the_placeholders_of_its_source(language):
    wrong = [
        (source, text)
        for message, source, text in texts(language)
        if text
        and set(PLACEHOLDER.findall(text)) - _of_any_form(message) | (_of(source) - set(PLACEHOLDER.findall(text)))
    ]

    assert not wrong


def _of(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def _of_any_form(message: Message) -> set[str]:
    return set().union(*(_of(form) for form in _forms(message.id)))


@pytest.mark.parametrize("language", WHOLE)
def test_nothing_is_left_uncertain(language):
    assert not [message.id for message in catalog.catalogue(language) if message.id and message.fuzzy]


def test_no_text_raises_its_voice():
    english = [form for message in catalog.said() for form in _forms(message.id)]
    loud = [text for text in english if "!" in text]
    loud += [text for language in WHOLE for _, _, text in texts(language) if "!" in text]

    assert not loud, "No exclamation marks: we speak calmly."


@pytest.mark.parametrize("language", WHOLE)
def test_no_text_has_a_slip_that_a_writer_of_the_language_would_see(language):
    slips = []
    for _, _, text in texts(language):
        words = PLACEHOLDER.sub("…", text)
        slips += [f"{text}  ({why})" for slip, why in SLIPS[language].items() if re.search(slip, words)]

    assert not slips, "\n".join(slips)


@pytest.mark.parametrize("language", WHOLE)
def test_no_text_talks_as_professionals_do(language):
    jargon = [text for _, _, text in texts(language) if re.search(JARGON[language], PLACEHOLDER.sub("…", text))]

    assert not jargon, "\n".join(jargon)


@pytest.mark.parametrize("language", WHOLE)
def test_a_translation_begins_and_ends_as_its_source(language):
    wrong = [
        (source, text)
        for _, source, text in texts(language)
        if text and (_ending(source) != _ending(text) or source[:1].isspace() != text[:1].isspace())
    ]

    assert not wrong


def _ending(text: str) -> str:
    last = text.rstrip('”»“"')[-1:]
    return last if last in ".?:… " else ""


@pytest.mark.parametrize("language", WHOLE)
def test_longer_texts_are_easy_to_read(language):
    plain = [PLACEHOLDER.sub("Kari", text) for _, _, text in texts(language)]
    hard = [(round(lix(text)), text) for text in plain if reading(text).words >= LONGER and lix(text) > HARDEST]

    assert not hard, f"LIX above {HARDEST}: shorter sentences, shorter words."


@pytest.fixture
def own_locale(tmp_path, monkeypatch):
    """A locale/ of this test's own, with two texts to say and a fragment that knows one of them."""
    wanted = Catalog()
    wanted.add("Leave this page")
    wanted.add(("%(number)s voice", "%(number)s voices"), flags={"python-format"})
    monkeypatch.setattr(catalog, "said", lambda: wanted)
    monkeypatch.setattr(catalog, "LOCALE", tmp_path)
    monkeypatch.setattr(catalog, "FRAGMENTS", tmp_path / "fragments")
    catalog.update("nb")
    (tmp_path / "fragments").mkdir()
    fragment(tmp_path, 'msgid "Leave this page"\nmsgstr "Forlat siden"\n')
    return tmp_path


def fragment(folder: Path, text: str) -> None:
    (folder / "fragments" / "look.nb.po").write_text(text, encoding="utf-8")


def test_a_fragment_fills_what_was_empty(own_locale):
    assert catalog.update("nb") == 1
    assert catalog.lacking("nb") == ["('%(number)s voice', '%(number)s voices')"]
    assert catalog.catalogue("nb").get("Leave this page").string == "Forlat siden"


def test_words_stay_when_their_fragment_has_gone(own_locale):
    catalog.update("nb")
    (own_locale / "fragments" / "look.nb.po").unlink()

    assert catalog.update("nb") == 1


def test_a_wrong_fragment_is_named(own_locale):
    fragment(own_locale, 'message "Leave this page"\n')

    with pytest.raises(ValueError, match=r"look\.nb\.po cannot be read"):
        catalog.update("nb")


def test_bringing_a_catalogue_up_to_date_twice_writes_the_same_bytes(own_locale):
    catalog.update("nb")
    file = own_locale / "nb" / "LC_MESSAGES" / "django.po"
    once = file.read_bytes()

    catalog.update("nb")

    assert file.read_bytes() == once
    assert once.decode() == HEADER + (
        '#, python-format\nmsgid "%(number)s voice"\nmsgid_plural "%(number)s voices"\nmsgstr[0] ""\nmsgstr[1] ""\n\n'
        'msgid "Leave this page"\nmsgstr "Forlat siden"\n\n'
    )


def test_a_page_whose_indents_go_in_and_out_is_read(tmp_path, monkeypatch):
    page = tmp_path / "page.html"
    page.write_text("{% load i18n %}\n    <p>one\n  two\n {% translate 'Go on' %}", encoding="utf-8")
    monkeypatch.setattr(catalog, "source_files", lambda: [page])

    found = [message.id for message in catalog.said.__wrapped__() if message.id]

    assert found[-1] == "Go on"


def test_one_thing_has_one_word():
    texts = [text for message in catalog.said() if message.id for text in _texts(message.id)]

    assert [f"{text} ({use})" for text in texts for word, use in ONE_WORD.items() if re.search(word, text, re.I)] == []


def _texts(found: str | tuple[str, ...] | list[str]) -> list[str]:
    return [found] if isinstance(found, str) else list(found)
