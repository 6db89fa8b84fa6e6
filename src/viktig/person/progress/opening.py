"""Questions that are asked only when an earlier answer opens them: `enableWhen` of FHIR R4, as far as we read it.

Pure. docs/instruments.md says what is read; what is not is a fault of the folder, so that no question is ever lost.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

Answers = Mapping[str, int | str | None]


class Fault(ValueError):
    """A folder of a form is not as it must be; says what to do."""


@dataclass(frozen=True)
class When:
    """A condition on an earlier question. value: of the answer, or None for any answer. holds: False turns it round."""

    question: str
    value: int | None
    holds: bool = True

    def is_met(self, answers: Answers) -> bool:
        """Say whether it is so."""
        answer = answers.get(self.question)
        is_so = answer not in (None, "") if self.value is None else answer == self.value
        return is_so == self.holds


Conditions = tuple[tuple[When, ...], ...]  # of each group, one at least must be met


class Asked(Protocol):
    """What may be opened by an answer."""

    @property
    def id(self) -> str: ...
    @property
    def opened_by(self) -> Conditions: ...


def opened(items: Iterable[Asked], answers: Answers) -> set[str]:
    """Return the ids of the items that are asked. items: in their order. What is not asked opens nothing either."""
    found: set[str] = set()
    heard: dict[str, int | str | None] = {}
    for item in items:
        if all(any(one.is_met(heard) for one in group) for group in item.opened_by):
            found.add(item.id)
            heard[item.id] = answers.get(item.id)
    return found


def conditions(item: Mapping[str, Any], earlier: Mapping[str, Mapping[str, int]], where: str) -> Conditions:
    """Return what must be so before an item is asked. earlier: the questions before it, with the value of each code.

    Raises Fault for what cannot be asked without losing a question.
    """
    raw = item.get("enableWhen", [])
    if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
        raise Fault(f"{where}: enableWhen is not a list of conditions.")
    if len(raw) > 1 and item.get("enableBehavior") not in {"all", "any"}:
        raise Fault(f"{where}: say all or any in enableBehavior.")
    found = [_when(one, earlier, where) for one in raw]
    if not found:
        return ()
    return (tuple(found),) if item.get("enableBehavior") == "any" else tuple((one,) for one in found)


def _when(raw: Mapping[str, Any], earlier: Mapping[str, Mapping[str, int]], where: str) -> When:
    question, operator = str(raw.get("question", "")), raw.get("operator")
    if question not in earlier:
        raise Fault(f"{where}: enableWhen names {question}, which is no question before it.")
    if operator == "exists" and isinstance(raw.get("answerBoolean"), bool):
        return When(question, None, raw["answerBoolean"])
    coding = raw.get("answerCoding")
    code = str(coding.get("code", "")) if isinstance(coding, dict) else ""
    if operator in {"=", "!="} and code in earlier[question]:
        return When(question, earlier[question][code], operator == "=")
    raise Fault(f"{where}: enableWhen can say exists, = or != with an answerCoding of {question}.")
