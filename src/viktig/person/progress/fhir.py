"""What was filled in, as FHIR R4 (4.0.1). Pure: rows in, resources out; nothing here decides who may have them."""

from collections.abc import Iterable
from typing import Any

from viktig.person.progress.models import Filling

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
Resource = dict[str, Any]


def bundle(fillings: Iterable[Filling]) -> Resource:
    """Return a Bundle of type collection with a QuestionnaireResponse for each filling, in their order."""
    entries = [
        {"fullUrl": f"urn:uuid:{filling.pk}", "resource": questionnaire_response(filling)} for filling in fillings
    ]
    return {"resourceType": "Bundle", "type": "collection"} | ({"entry": entries} if entries else {})


def questionnaire_response(filling: Filling) -> Resource:
    """Return one filling. The person is named by the random id of their page, and nothing else.

    Somebody else who answered stands as its source, as the person calls them.
    """
    form = filling.form
    found: Resource = {
        "resourceType": "QuestionnaireResponse",
        "id": str(filling.pk),
        "questionnaire": f"urn:viktig:questionnaire:{form['id']}|{form['version']}",
        "status": "completed",
        "subject": {"reference": f"urn:uuid:{filling.person_id}", "type": "Patient"},
        "authored": filling.filled_at.isoformat(timespec="seconds"),
        "item": [_item(one) for one in filling.answers] + _own(filling),
    }
    if filling.series.by_other:
        found["source"] = {"type": "RelatedPerson", "display": filling.series.rater}
    return found | ({"language": form["language"]} if form["language"] else {})


def _item(one: dict[str, Any]) -> Resource:
    item: Resource = {"linkId": one["item"], "text": one["question"]}
    if one["value"] is not None:
        coding = {"code": str(one["value"]), "display": one["answer"]}
        item["answer"] = [{"valueCoding": coding | {"extension": [{"url": ORDINAL, "valueDecimal": one["value"]}]}}]
    elif one["answer"]:
        item["answer"] = [{"valueString": one["answer"]}]
    return item


def _own(filling: Filling) -> list[Resource]:
    found: list[Resource] = [{"linkId": "viktig-day", "answer": [{"valueDate": filling.on.isoformat()}]}]
    if filling.score is not None:
        found.append({"linkId": "viktig-score", "answer": [{"valueDecimal": filling.score}]})
    if filling.words:
        found.append({"linkId": "viktig-words", "answer": [{"valueString": filling.words}]})
    return found
