"""words.csv: which words both sides have agreed on, read strictly."""

from datetime import date

import pytest

from viktig.doors.files.actions import import_files
from viktig.ground.commands import Refused
from viktig.ground.glossary.models import AgreedWord

HEADER = "word,agreed_on,user_side,service_side\n"
AGREED = HEADER + "receipt,2026-11-20,Sammen i Fjordby,Boligkontoret\n"


def written(folder, text):
    file = folder / "words.csv"
    file.write_text(text, encoding="utf-8")
    return [file]


@pytest.mark.django_db
def test_a_word_is_agreed_on_once_both_sides_stand_there(tmp_path):
    first = str(import_files(written(tmp_path, AGREED)))
    again = str(import_files(written(tmp_path, AGREED)))
    later = str(import_files(written(tmp_path, AGREED.replace("11-20", "11-21"))))

    assert (first, again, later) == ("New agreed words: 1", "Nothing new.", "Changed agreed words: 1")
    row = AgreedWord.unguarded.get()
    assert (row.code, row.agreed_on) == ("receipt", date(2026, 11, 21))
    assert (row.user_side, row.service_side) == ("Sammen i Fjordby", "Boligkontoret")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("kvittering,2026-11-20,A,B", "is none of our words"),
        ("receipt,20.11.2026,A,B", "is no day; write it like 2026-11-22"),
        ("receipt,2126-11-20,A,B", "the day has not come yet"),
        ("receipt,2026-11-20,A,", "line 2, field service_side: is empty"),
        ("receipt,2026-11-20,Same,same", "it takes two to agree"),
        ("receipt,2026-11-20,A,B\nreceipt,2026-11-20,A,C", "is there twice, first in line 2"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(tmp_path, row, why):
    with pytest.raises(Refused, match=why):
        import_files(written(tmp_path, HEADER + row + "\n"))

    assert not AgreedWord.unguarded.exists()
