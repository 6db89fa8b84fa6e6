"""The forms that can be filled in: read from folders, ours and those that an installation adds (VIKTIG_INSTRUMENTS).

A folder holds `questionnaire.<language>.json` (FHIR R4 Questionnaire), `scoring.json` and `LICENSE`; docs/instruments.md
describes them. A folder with a fault is left out, and each fault is one sentence. Every folder can be removed.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from viktig.person.progress.opening import Conditions, Fault, conditions
from viktig.person.progress.scoring import Scoring, reliable_step

OURS = Path(__file__).parent / "instruments"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
LONGEST_ID = 60


@dataclass(frozen=True)
class Item:
    """A question, or words between questions. options: (value, words) to choose from; none: the answer is words.

    is_said: it is only read. opened_by: what must have been answered before it is asked.
    """

    id: str
    text: str
    options: tuple[tuple[int, str], ...] = ()
    is_said: bool = False
    opened_by: Conditions = ()

    @property
    def values(self) -> tuple[int, int]:
        """Return the lowest and the highest value."""
        values = [value for value, _words in self.options]
        return min(values), max(values)


@dataclass(frozen=True)
class Form:
    """A form in one language, word for word as its source has it."""

    id: str
    version: str
    language: str
    title: str
    about: str
    copyright: str
    items: tuple[Item, ...]
    rule: Scoring

    @property
    def language_name(self) -> str:
        """Return the name of its language, as those who speak it write it."""
        return dict(settings.LANGUAGES).get(self.language, self.language)

    @property
    def questions(self) -> list[Item]:
        """Return the items that can be answered."""
        return [item for item in self.items if not item.is_said]

    @property
    def is_free(self) -> bool:
        """Say whether a person may leave questions out: nothing is added up, and its rule does not say otherwise."""
        return not self.rule.items and not self.rule.is_whole

    def only(self, ids: Collection[str]) -> "Form":
        """Return the form with only these items."""
        return replace(self, items=tuple(item for item in self.items if item.id in ids))

    def without(self, left_out: Collection[str]) -> "Form":
        """Return the form without what a person left out; whole where it must be, or where nothing would remain."""
        shorter = self.only([item.id for item in self.items if item.is_said or item.id not in left_out])
        return shorter if self.is_free and shorter.questions else self


Forms = Mapping[str, Mapping[str, Form]]  # by id and language


def forms() -> Forms:
    """Return all forms that can be read, by id and language."""
    return _read(settings.VIKTIG_INSTRUMENTS)[0]


def faults() -> list[str]:
    """Return what is wrong with the folders, a sentence each."""
    return _read(settings.VIKTIG_INSTRUMENTS)[1]


def offered() -> Forms:
    """Return the forms that may be filled in here.

    One that asks about death or hurting oneself is offered only where somebody reads the answers.
    """
    somebody_reads = bool(settings.VIKTIG_ANSWERS_READ_DAYS)
    return {
        name: languages
        for name, languages in forms().items()
        if somebody_reads or not any(one.rule.safety for one in languages.values())
    }


def in_language(languages: Mapping[str, Form], language: str) -> Form:
    """Return a form in a language; where it is not there, in the one that comes first. Nothing is ever translated."""
    near = {"nn": "nb", "nb": "nn"}.get(language, "")
    return languages.get(language) or languages.get(near) or languages[min(languages)]


@lru_cache(maxsize=8)
def _read(added: str) -> tuple[Forms, list[str]]:
    found: dict[str, dict[str, Form]] = {}
    wrong: list[str] = []
    if added and not Path(added).is_dir():
        wrong.append(f"VIKTIG_INSTRUMENTS names {added}, which is no folder.")
    for folder in [*_folders(OURS), *_folders(Path(added) if added else None)]:
        try:
            if folder.name in found:
                raise Fault(f"{folder.name} is there twice. Give the folder another name.")
            found[folder.name] = read_folder(folder)
        except Fault as fault:
            wrong.append(str(fault))
    return found, wrong


def _folders(parent: Path | None) -> Iterator[Path]:
    if parent is not None and parent.is_dir():
        yield from sorted(one for one in parent.iterdir() if one.is_dir() and not one.name.startswith("."))


def read_folder(folder: Path) -> dict[str, Form]:
    """Return a form in each of its languages. Raises Fault."""
    name = folder.name
    if len(name) > LONGEST_ID or name == "goal" or not name.replace("-", "").isalnum():
        raise Fault(f"{name} is no name for a form. Use letters, figures and hyphens.")
    licence = folder / "LICENSE"
    if not licence.is_file() or not licence.read_text(encoding="utf-8").strip():
        raise Fault(f"{name} has no LICENSE. Put the text there that lets you use it.")
    raw = _json(folder / "scoring.json")
    found = {}
    for path in sorted(folder.glob("questionnaire.*.json")):
        form = _form(name, path.name.split(".")[1], _json(path), raw)
        found[form.language] = form
    if not found:
        raise Fault(f"{name} has no questionnaire. Add questionnaire.nb.json, or another language.")
    return found


def _json(path: Path) -> dict[str, Any]:
    where = f"{path.parent.name}: {path.name}"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Fault(f"{where} is not there.") from None
    except (OSError, ValueError):
        raise Fault(f"{where} is no JSON in UTF-8.") from None
    if not isinstance(found, dict):
        raise Fault(f"{where} is not an object.")
    return found


def _form(name: str, language: str, raw: Mapping[str, Any], rule: Mapping[str, Any]) -> Form:
    where = f"{name}: questionnaire.{language}.json"
    if raw.get("resourceType") != "Questionnaire":
        raise Fault(f"{where} is no FHIR Questionnaire.")
    for needed in ("title", "version", "copyright"):
        if not isinstance(raw.get(needed), str) or not raw[needed]:
            raise Fault(f"{where} has no {needed}.")
    items = tuple(_items(raw.get("item", []), where))
    form = Form(
        id=name,
        version=raw["version"],
        language=language,
        title=raw["title"],
        about=str(raw.get("description", "")),
        copyright=raw["copyright"],
        items=items,
        rule=_rule(name, rule, {item.id: item for item in items}),
    )
    if not form.questions:
        raise Fault(f"{where} asks nothing.")
    return form


def _items(raw: Any, where: str) -> Iterator[Item]:
    seen = set()
    for one in _flat(raw, where, {}):
        if one.id in seen:
            raise Fault(f"{where}: the linkId {one.id} is there twice.")
        seen.add(one.id)
        yield one


def _flat(raw: Any, where: str, earlier: dict[str, dict[str, int]], outer: Conditions = ()) -> Iterator[Item]:
    for one in raw if isinstance(raw, list) else []:
        if not isinstance(one, dict) or not one.get("linkId"):
            raise Fault(f"{where}: an item has no linkId.")
        kind, link, text = one.get("type"), str(one["linkId"]), str(one.get("text", ""))
        when = outer + conditions(one, earlier, f"{where}, {link}")
        if kind in {"group", "display"}:
            if text:
                yield Item(link, text, is_said=True, opened_by=when)
            yield from _flat(one.get("item", []), where, earlier, when)
        elif kind in {"text", "string"}:
            earlier[link] = {}
            yield Item(link, text, opened_by=when)
        elif kind == "choice":
            options = _options(one.get("answerOption"), f"{where}, {link}")
            codes = [answer["valueCoding"].get("code") for answer in one["answerOption"]]
            earlier[link] = {str(code): value for code, (value, _words) in zip(codes, options, strict=True) if code}
            yield Item(link, text, options, opened_by=when)
        else:
            raise Fault(f"{where}, {link}: items of type {kind} cannot be asked here.")


def _options(raw: Any, where: str) -> tuple[tuple[int, str], ...]:
    found: dict[int, str] = {}
    for one in raw or []:
        coding = one.get("valueCoding", {})
        extensions = [*coding.get("extension", []), *one.get("extension", [])]
        values = [extension.get("valueDecimal") for extension in extensions if extension.get("url") == ORDINAL]
        if len(values) != 1 or values[0] != int(values[0]) or not coding.get("display"):
            raise Fault(f"{where}: each answer needs words and one whole ordinalValue.")
        if int(values[0]) in found:
            raise Fault(f"{where}: the value {int(values[0])} is there twice.")
        found[int(values[0])] = str(coding["display"])
    if len(found) < 2:
        raise Fault(f"{where}: there is nothing to choose between.")
    return tuple(found.items())


def _rule(name: str, raw: Mapping[str, Any], items: Mapping[str, Item]) -> Scoring:
    where = f"{name}: scoring.json"
    for needed in ("version", "licence", "sources", "checked_on"):
        if not raw.get(needed):
            raise Fault(f"{where} does not say {needed}.")
    for part in ("items", "reversed", "drops", "safety"):
        for one in raw.get(part, []):
            if one not in items or not items[one].options:
                raise Fault(f"{where}: {part} names {one}, which is no question with answers to choose.")
    if raw.get("how", "sum") not in {"sum", "mean"} or raw.get("higher_is", "better") not in {"better", "worse"}:
        raise Fault(f"{where}: how is sum or mean, and higher_is better or worse.")
    if raw.get("answered_by", "oneself") not in {"oneself", "others", "both"}:
        raise Fault(f"{where}: answered_by is oneself, others or both.")
    span = raw.get("range", [0, 0])
    if raw.get("items") and not (len(span) == 2 and span[0] < span[1]):
        raise Fault(f"{where}: range must be the lowest and the highest number.")
    step = raw.get("reliable_change")
    return Scoring(
        version=int(raw["version"]),
        licence=str(raw["licence"]),
        items=tuple(raw.get("items", [])),
        turned=frozenset(raw.get("reversed", [])),
        how=raw.get("how", "sum"),
        multiply=raw.get("multiply", 1),
        needed=int(raw.get("answers_needed", len(raw.get("items", [])))),
        least=span[0],
        most=span[1],
        higher_is_better=raw.get("higher_is", "better") == "better",
        line=raw.get("cut_off"),
        step=reliable_step(step["sd"], step["reliability"]) if isinstance(step, dict) else step,
        beyond=isinstance(step, dict),
        drops=tuple(raw.get("drops", [])),
        safety=frozenset(raw.get("safety", [])),
        after_meeting=bool(raw.get("after_meeting", False)),
        is_whole=bool(raw.get("asked_whole", False)),
        for_oneself=raw.get("answered_by", "oneself") != "others",
        for_others=raw.get("answered_by", "oneself") != "oneself",
        sources=tuple(raw["sources"]),
        checked_on=str(raw["checked_on"]),
    )
