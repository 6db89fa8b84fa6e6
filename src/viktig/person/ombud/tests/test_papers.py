"""Pictures of papers: who opens them, what lies in the database, and that nothing is lost when one is refused."""

import re
from contextlib import nullcontext
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.translation import gettext

from viktig.ground import clock
from viktig.ground.notify.models import Mail
from viktig.ground.people.models import Account
from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.actions import end_shares
from viktig.ground.privacy.keystore import KeyGone, destroy_key
from viktig.ground.privacy.models import Level, LogEntry, Room
from viktig.ground.privacy.pictures import made_anew
from viktig.ground.privacy.sealing import Broken
from viktig.ground.privacy.tests.make import PLACE, make_bomb, make_photo
from viktig.person.ombud import access, actions
from viktig.person.ombud.models import MOST_PAPERS, Assignment, Paper
from viktig.person.ombud.tests.make import make_agreement, make_assignment, make_ombud, make_paper
from viktig.person.ombud.tests.test_access import EVERYBODY, READ, SUGGEST

PHOTO = make_photo(size=(900, 700))
UUID_IN_LINKS = re.compile(rb"paper/[0-9a-f-]{36}|csrfmiddlewaretoken\" value=\"\w+")
ELEVEN = PHOTO + bytes(11 * 2**20)


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def at(name, pk):
    return reverse(f"person:ombud-{name}", args=[pk])


def send(account, assignment, content=PHOTO, **sent):
    """Send the form that adds a picture, as a browser does."""
    file = {} if content is None else {"picture": SimpleUploadedFile("IMG_0001.jpg", content, "image/jpeg")}
    return signed_in(account).post(at("paper-add", assignment.pk), {"title": "", "new_id": uuid4(), **file, **sent})


def papers_of(account):
    with acting_as(account.who, because="test"):
        return [(one.position, one.title, one.by_name) for one in Paper.unguarded.order_by("position")]


def stored(paper):
    """Return the bytes of a picture as they lie in the database."""
    with connection.cursor() as cursor, acting_as(paper.person_id, because="test"):
        cursor.execute("select large, small, title from person_paper where id = %s", [paper.pk])
        return [bytes(one) for one in cursor.fetchone()]


# Who opens it -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "opens", "_row"), EVERYBODY)
def test_a_picture_opens_only_for_those_who_see_the_assignment(cast, name, opens, _row):
    account = cast.account(name)
    client = signed_in(account)

    for address in ("paper-picture", "paper-small"):
        theirs, missing = client.get(at(address, cast.paper.pk)), client.get(at(address, uuid4()))
        if READ in opens:
            assert (theirs.status_code, theirs["Content-Type"], theirs.content[:3]) == (
                200, "image/jpeg", b"\xff\xd8\xff",
            )  # fmt: skip
        else:
            assert (theirs.status_code, missing.status_code) == (404, 404)
            assert UUID_IN_LINKS.sub(b"", theirs.content) == UUID_IN_LINKS.sub(b"", missing.content)

    with acting_as(cast.ane.who, because="test"):
        lines = list(LogEntry.unguarded.values_list("reader", "item", "action", "granted"))
    seen = READ in opens and name != "ane"
    assert lines == ([(account.who, cast.assignment.pk, str(READ), True)] if seen else [])


@pytest.mark.parametrize(("name", "opens", "_row"), EVERYBODY)
def test_only_the_person_and_a_helper_add(cast, name, opens, _row):
    account = cast.account(name)

    with acting_as(account.who, because="test"):
        with nullcontext() if SUGGEST in opens else pytest.raises(Http404):
            assert access.get_assignment_to_add_to(account, cast.assignment.pk) == cast.assignment
        assert access.may_delete(account, cast.paper) is (name == "ane")


def test_an_ombud_whose_share_has_ended_opens_no_picture_any_more_not_even_their_own(cast):
    own = make_paper(cast.assignment, cast.kim.account)
    client = signed_in(cast.kim.account)
    addresses = [at(name, one.pk) for one in (own, cast.paper) for name in ("paper", "paper-picture", "paper-small")]
    assert {client.get(address).status_code for address in [*addresses, at("paper-delete", own.pk)]} == {200}

    with acting_as(cast.ane.who, because="test"):
        end_shares(person=cast.ane.who, receiver=cast.kim.who)

    assert {client.get(address).status_code for address in addresses} == {404}
    for address in (at("paper-delete", own.pk), at("paper-add", cast.assignment.pk)):
        assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
    assert len(papers_of(cast.ane)) == 2


def test_somebody_with_whom_one_assignment_is_shared_sees_its_pictures_and_adds_none(cast):
    other = make_paper(make_assignment(cast.agreement), cast.ane)
    friend = make_account()
    make_share(cast.ane.who, friend.who, room=Room.OMBUD, item=cast.assignment.pk, level=Level.SUGGEST)
    client = signed_in(friend)

    page = client.get(at("assignment", cast.assignment.pk)).text
    assert at("paper", cast.paper.pk) in page
    assert at("paper-add", cast.assignment.pk) not in page
    assert client.get(at("paper-picture", cast.paper.pk)).status_code == 200
    assert client.get(at("paper-picture", other.pk)).status_code == 404
    assert send(friend, cast.assignment).status_code == 404
    with acting_as(cast.ane.who, because="test"):
        assert set(LogEntry.unguarded.values_list("reader", "item")) == {(friend.who, cast.assignment.pk)}


def row(cast, by, **changed):
    made = made_anew(make_photo(size=(9, 9)))
    values = {
        "person_id": cast.ane.who,
        "assignment": cast.assignment,
        "position": 9,
        "by": by,
        "added_on": clock.today(),
    }
    return Paper(**values | {"large": made.large, "small": made.small} | changed)


@pytest.mark.parametrize("name", [name for name, _opens, _row in EVERYBODY if name not in {"ane", "kim"}])
def test_the_database_lets_nobody_else_add(cast, name):
    who = cast.account(name).who

    with acting_as(who, because="test"), pytest.raises(ProgrammingError), transaction.atomic():
        row(cast, who).save(force_insert=True)


def test_the_database_lets_a_helper_write_and_delete_only_in_their_own_name(cast):
    make_paper(cast.assignment, cast.kim.account)
    friend = make_account()
    make_share(cast.ane.who, friend.who, room=Room.OMBUD, item=cast.assignment.pk, level=Level.SUGGEST)

    for who, by in ((cast.kim.who, cast.ane.who), (friend.who, friend.who)):
        with acting_as(who, because="test"), pytest.raises(ProgrammingError), transaction.atomic():
            row(cast, by).save(force_insert=True)
    with acting_as(cast.kim.who, because="test"):
        assert Paper.unguarded.all()._raw_delete("default") == 1
    assert papers_of(cast.ane) == [(1, "The receipt", "")]


def test_the_database_lets_nobody_change_a_picture(cast):
    for account in (cast.ane, cast.kim.account):
        with acting_as(account.who, because="test"), pytest.raises(ProgrammingError), transaction.atomic():
            Paper.unguarded.update(position=7)


# What lies in the database ----------------------------------------------------------------------------------------------


def test_what_lies_in_the_database_is_neither_picture_nor_title(cast):
    large, small, title = stored(cast.paper)
    with acting_as(cast.ane.who, because="test"):
        opened = Paper.unguarded.get()

        assert opened.large.startswith(b"\xff\xd8\xff")
        for sealed, plain in ((large, opened.large), (small, opened.small), (title, opened.title.encode())):
            assert all(plain[at : at + 8] not in sealed for at in range(0, len(plain) - 8, 8))
            assert len(sealed) == len(plain) + 29  # version, nonce, tag


def test_a_picture_copied_to_another_row_or_column_does_not_open(cast):
    large, small, _title = stored(cast.paper)
    other = make_paper(cast.assignment, cast.ane)
    for column, sealed in (("large", large), ("large", small)):
        copy = row(cast, cast.ane.who, id=other.pk if sealed == large else cast.paper.pk)
        copy.__dict__[column] = type(copy)._meta.get_field(column).from_db_value(sealed, None, None)
        with acting_as(cast.ane.who, because="test"), pytest.raises(Broken):
            _ = copy.large


def test_a_picture_cannot_be_written_past_the_seal(cast):
    with acting_as(cast.ane.who, because="test"):
        with pytest.raises(TypeError, match="sealed"), transaction.atomic():
            Paper.unguarded.update(large=PHOTO)
        with pytest.raises(TypeError), transaction.atomic():
            row(cast, cast.ane.who, large="text").save(force_insert=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            row(cast, cast.ane.who, large=None).save(force_insert=True)


def test_a_row_that_is_saved_again_without_being_opened_still_opens(cast):
    with acting_as(cast.ane.who, because="test"):
        unopened = Paper.unguarded.get()
        Paper.unguarded.all().delete()
        unopened.save(force_insert=True)

        assert Paper.unguarded.get().large == unopened.large


def test_without_the_key_nobody_opens_it(cast):
    destroy_key(cast.ane.who)

    with acting_as(cast.ane.who, because="test"), pytest.raises(KeyGone):
        _ = Paper.unguarded.get().large


def test_the_page_opens_no_picture_and_costs_the_same_with_one_and_with_three(cast):
    client, counted = signed_in(cast.ane), []
    client.get(at("assignment", cast.assignment.pk))
    for number in (1, 3):
        while len(papers_of(cast.ane)) < number:
            make_paper(cast.assignment, cast.ane)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(at("assignment", cast.assignment.pk)).text.count("<img") == number
        assert [one["sql"] for one in queries if '"large"' in one["sql"] or '"small"' in one["sql"]] == []
        counted.append(len(queries))

    assert counted[0] == counted[1]


# Adding -----------------------------------------------------------------------------------------------------------------


def test_a_photo_is_added_and_shown_without_the_place_where_it_was_taken(cast):
    response = send(cast.ane, cast.assignment, title=" Letter of 4 March ")

    assert response.url == at("assignment", cast.assignment.pk)
    with acting_as(cast.ane.who, because="test"):
        paper = Paper.unguarded.get(position=2)
    client = signed_in(cast.ane)
    assert "Letter of 4 March</span>" in client.get(response.url).text
    page = client.get(at("paper", paper.pk)).text
    assert f'src="{at("paper-picture", paper.pk)}" alt="Letter of 4 March"' in page
    shown = client.get(at("paper-picture", paper.pk)).content
    assert PLACE in PHOTO
    assert PLACE not in shown


def test_a_picture_without_a_title_has_a_sentence_for_those_who_do_not_see_it(cast):
    paper = make_paper(cast.assignment, cast.ane, title="  ")
    client = signed_in(cast.ane)

    assert (
        f"{gettext('Picture %(number)s') % {'number': 2}}</span>"
        in client.get(at("assignment", cast.assignment.pk)).text
    )
    said = gettext("A picture of a paper. Nobody has said what it is.")
    assert f'alt="{said}"' in client.get(at("paper", paper.pk)).text


def test_a_picture_is_served_as_one_and_kept_nowhere(cast):
    response = signed_in(cast.kim.account).get(at("paper-picture", cast.paper.pk))

    assert {name: response[name] for name in ("Content-Type", "X-Content-Type-Options", "Content-Disposition")} == {
        "Content-Type": "image/jpeg",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": "inline",
    }
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Security-Policy"].startswith("default-src 'none'")


def test_what_the_ombud_adds_stands_on_the_person_s_page_and_the_person_is_told_once_a_day(cast):
    ane, kim = make_account(name="Ane", email="ane@example.org"), make_ombud()
    assignment = make_assignment(make_agreement(ane, kim))
    before = Mail.unguarded.count()

    for _each in range(2):
        assert send(kim.account, assignment, title="From the office").status_code == 302

    assert papers_of(ane) == [(1, "From the office", "Kim"), (2, "From the office", "Kim")]
    assert Mail.unguarded.count() == before + 1
    with clock.moved_back(1):
        make_paper(assignment, kim.account)
    assert Mail.unguarded.count() == before + 2
    day = timezone.localdate()
    with translation.override("nb"):
        assert f"Kim la til dette {day.day}. " in signed_in(ane).get(at("assignment", assignment.pk)).text
        assert f"Du la til dette {day.day}. " in signed_in(kim.account).get(at("assignment", assignment.pk)).text


def test_the_person_s_own_picture_bears_their_name_for_the_ombud(cast):
    page = signed_in(cast.kim.account).get(at("assignment", cast.assignment.pk)).text

    assert "Ane la til dette" in page
    assert "Du la til dette" not in page


def test_the_same_form_sent_twice_adds_one_picture(cast):
    new_id = uuid4()

    for title in ("Once", "Twice"):
        assert send(cast.ane, cast.assignment, title=title, new_id=new_id).status_code == 302

    assert papers_of(cast.ane) == [(1, "The receipt", ""), (2, "Once", "")]


def test_nobody_writes_under_the_id_of_somebody_else_s_row(cast):
    bo = make_account(name="Bo")
    theirs = make_paper(make_assignment(make_agreement(bo, make_ombud(name="Liv"))), bo)

    assert send(cast.ane, cast.assignment, new_id=theirs.pk).status_code == 404
    assert papers_of(bo) == [(1, "The receipt", "")]


def test_a_place_taken_meanwhile_leads_to_the_next_one(cast, monkeypatch):
    answers = iter([1, 1, 2])
    monkeypatch.setattr(actions, "free_position", lambda assignment: next(answers))

    assert make_paper(cast.assignment, cast.ane).position == 2


def test_twenty_fit_and_whoever_adds_one_more_is_told(cast):
    small = make_photo(size=(9, 9))
    for _each in range(MOST_PAPERS - 1):
        make_paper(cast.assignment, cast.ane, photo=small)
    full = gettext("There is no room for more pictures here. Delete one to add another.")
    assert full in signed_in(cast.ane).get(at("assignment", cast.assignment.pk)).text

    page = send(cast.ane, cast.assignment, small, title="One more").text
    assert gettext("There is room for %(number)s pictures here. Delete one to add another.") % {"number": 20} in page
    assert 'value="One more"' in page
    with acting_as(cast.ane.who, because="test"):
        with pytest.raises(IntegrityError), transaction.atomic():
            row(cast, cast.ane.who, position=MOST_PAPERS + 1).save(force_insert=True)
        actions.delete_paper(paper=Paper.unguarded.get(position=4))
    assert make_paper(cast.assignment, cast.ane).position == 4


@pytest.mark.parametrize("language", ["nb", "sv"])
@pytest.mark.parametrize(("content", "said"), [
    (ELEVEN, "This picture is larger than 10 MB. Take it again with a smaller size, or choose another one."),
    (make_bomb(), "This picture is too large to open. Take it again the way your telephone usually does."),
    (b"%PDF-1.7", "This is not a picture that we can show. Choose a photo, or a picture in JPEG, PNG or WebP."),
    (PHOTO[:3000], "This picture is damaged and cannot be opened. Take it again, or choose another one."),
    (None, "Choose a picture first."),
], ids=["11 MB", "bomb", "PDF", "damaged", "nothing"])  # fmt: skip
def test_a_refused_picture_is_told_in_one_sentence_and_the_words_stay(cast, language, content, said):
    Account.objects.filter(pk=cast.ane.pk).update(language=language)
    response = send(cast.ane, cast.assignment, content, title="Letter of 4 March")

    assert response.status_code == 200
    with translation.override(language):
        assert list(response.context["form"].errors.values()) == [[gettext(said)]]
        assert response.text.count(escape(gettext(said))) == 2  # on top, and beside the field
    assert 'value="Letter of 4 March"' in response.text
    assert len(papers_of(cast.ane)) == 1


def test_what_the_person_has_begun_to_call_it_is_kept_and_an_ombud_keeps_nothing(cast):
    draft = f"person.ombud.paper.{cast.assignment.pk}"
    for account in (cast.ane, cast.kim.account):
        with acting_as(account.who, because="test"):
            drafts.keep(who=account.who, form=draft, words={"title": "Letter of"})

    theirs = signed_in(cast.kim.account).get(at("paper-add", cast.assignment.pk)).text
    assert ("data-draft" in theirs, "Letter of" in theirs) == (False, False)
    assert 'value="Letter of"' in signed_in(cast.ane).get(at("paper-add", cast.assignment.pk)).text
    send(cast.ane, cast.assignment, title="Letter of 4 March")
    with acting_as(cast.ane.who, because="test"):
        assert drafts.kept(who=cast.ane.who, form=draft) == {}


# Deleting ---------------------------------------------------------------------------------------------------------------


def test_the_person_deletes_any_picture_asked_once(cast):
    theirs = make_paper(cast.assignment, cast.kim.account)
    client = signed_in(cast.ane)

    for paper in (cast.paper, theirs):
        assert at("paper-delete", paper.pk) in client.get(at("paper", paper.pk)).text
        assert client.get(at("paper-delete", paper.pk)).status_code == 200
    assert len(papers_of(cast.ane)) == 2
    for paper in (cast.paper, theirs):
        assert client.post(at("paper-delete", paper.pk)).url == at("assignment", cast.assignment.pk)
    assert papers_of(cast.ane) == []


def test_an_ombud_takes_back_what_they_added_and_nothing_else(cast):
    own = make_paper(cast.assignment, cast.kim.account, title="By mistake")
    client = signed_in(cast.kim.account)

    assert at("paper-delete", cast.paper.pk) not in client.get(at("paper", cast.paper.pk)).text
    assert client.post(at("paper-delete", cast.paper.pk)).status_code == 404
    assert at("paper-delete", own.pk) in client.get(at("paper", own.pk)).text
    assert client.post(at("paper-delete", own.pk)).status_code == 302
    assert papers_of(cast.ane) == [(1, "The receipt", "")]
    with acting_as(cast.ane.who, because="test"):
        refused = LogEntry.unguarded.filter(granted=False).values_list("reader", "item")
        assert list(refused) == [(cast.kim.who, cast.assignment.pk)]


def test_erasing_what_has_ended_takes_its_pictures_along(cast):
    with acting_as(cast.ane.who, because="test"):
        actions.end(agreement=cast.agreement)
        cast.agreement.refresh_from_db()
        actions.erase_agreement(agreement=cast.agreement)

        assert (Assignment.unguarded.count(), Paper.unguarded.count()) == (0, 0)


def test_a_picture_comes_along_to_the_next_ombud(cast):
    bo = make_ombud(name="Bo")
    with acting_as(cast.ane.who, because="test"):
        actions.end(agreement=cast.agreement)
    make_agreement(cast.ane, bo)

    assert signed_in(bo.account).get(at("paper-picture", cast.paper.pk)).status_code == 200
    assert signed_in(cast.kim.account).get(at("paper-picture", cast.paper.pk)).status_code == 404


def test_the_page_with_everything_shows_the_picture_and_the_file_holds_it(cast):
    client = signed_in(cast.ane)
    with acting_as(cast.ane.who, because="test"):
        paper = Paper.unguarded.get()

    assert f'src="{at("paper-picture", paper.pk)}" alt="The receipt"' in client.get("/person/mine/everything/").text
    [kept] = client.get("/person/mine/everything.json").json()["ombud"]["papers"]
    assert (kept["id"], kept["title"], kept["added_on"]) == (str(paper.pk), "The receipt", clock.today().isoformat())


def test_whoever_is_about_to_share_sees_the_pictures_that_the_other_will_see(cast):
    client = signed_in(cast.ane)
    address = reverse("person:sharing-preview", args=[cast.reader.who, Room.OMBUD, cast.assignment.pk])

    assert at("paper-small", cast.paper.pk) in client.get(address).text
    with acting_as(cast.ane.who, because="test"):
        assert not LogEntry.unguarded.exists()


def test_a_share_from_yesterday_opens_nothing(cast):
    friend = make_account()
    share = make_share(cast.ane.who, friend.who, room=Room.OMBUD, item=cast.assignment.pk, days=-1)

    assert share.ends_at < timezone.now() - timedelta(hours=1)
    assert signed_in(friend).get(at("paper-picture", cast.paper.pk)).status_code == 404
