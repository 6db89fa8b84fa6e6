"""Every address where staff change something leaves a line of what was done, or says here why it leaves none."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.acts.kinds import Done
from viktig.ground.acts.models import Act
from viktig.ground.people import actions as people
from viktig.ground.people.models import Account, Invitation, Membership, Organisation, OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.protection.tests.make import make_keeper, make_users
from viktig.ground.stories.tests.make import make_checker, make_story
from viktig.ground.voice import actions as voices
from viktig.ground.voice.barrier import Barrier
from viktig.ground.voice.models import Voice
from viktig.ground.voice.queries import own_talk
from viktig.ground.voice.states import Outcome
from viktig.ground.voice.tests.make import found, make_voice
from viktig.system.barriers import actions as joining

PROVED = {
    "ground:invited": Done.CAME,
    "ground:organisation-invite": Done.INVITED,
    "ground:organisation-withdraw": Done.WITHDREW,
    "ground:organisation-remove": Done.TOOK_ROLE,
    "service:replies-promise": Done.PROMISED,
    "service:replies-write": Done.WROTE,
    "service:replies-answer": Done.ANSWERED,
    "service:replies-change": Done.TOLD_CHANGE,
    "system:barriers-like": Done.NAMED,
    "system:barriers-put-in": Done.JOINED,
    "system:barriers-name": Done.RENAMED,
    "system:barriers-take-out": Done.TOOK_OUT,
    "system:barriers-remove": Done.DELETED,
    "system:voices-publish": Done.PUBLISHED,
    "system:voices-edit": Done.ASKED,
    "system:voices-talk-first": Done.TALK_FIRST,
    "system:voices-let-be": Done.LET_BE,
    "system:stories-publish": Done.STORY_PUBLISHED,
    "system:stories-edit": Done.STORY_ASKED,
    "system:stories-refuse": Done.STORY_REFUSED,
    "system:letters-print": Done.PRINTED,
    "system:letters-sent": Done.SENT,
    "system:letters-answer": Done.WROTE_ANSWER,
    "system:letters-changed": Done.WROTE_CHANGE,
    "system:protection-propose": Done.PROPOSED,
    "system:protection-propose-for-all": Done.PROPOSED,
    "system:protection-yes": Done.SAID_YES,
    "system:protection-no": Done.SAID_NO,
    "system:protection-take-back": Done.TOOK_BACK,
    "system:protection-invite": Done.INVITED,
    "system:protection-end": Done.TOOK_ROLE,
}
EXCEPTED = {
    "service:away-say": "Nobody is to count a colleague's days away.",
    "service:away-back": "Nobody is to count a colleague's days away.",
    "ground:card-make": "Who printed a card, and on which day, could tell who met the one that began with it.",
}
STAFF = ("service/", "system/", "tasks/", "me/organisations/", "me/invited/")


def taking_posts(resolver: URLResolver, prefix: str = "", space: str = "") -> Iterator[str]:
    """Yield the name of each address of the staff's rooms that takes a POST."""
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from taking_posts(pattern, address, pattern.namespace or space)
        elif isinstance(pattern, URLPattern) and address.startswith(STAFF):
            refused = pattern.callback(RequestFactory().options("/"))
            if "POST" in refused.headers["Allow"]:
                yield f"{space}:{pattern.name}"


def test_every_address_where_staff_change_something_is_proved_or_excepted():
    assert set(taking_posts(get_resolver())) == set(PROVED) | set(EXCEPTED), "Call note_act, and prove it below."
    assert set(PROVED.values()) == set(Done) - {Done.LEFT_ROLE}, "Each kind of act is done by some address."


@dataclass
class Story:
    """What one person after the other does, each as in a browser. proved: the lines that each address has left."""

    proved: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def post(self, account: Account, name: str, /, *args, **data) -> HttpResponse:
        """Post to an address, and note what it has left behind."""
        client = Client()
        client.force_login(account)
        before = Counter(self._acts())
        answer = client.post(reverse(name, args=args), data)
        new = list((Counter(self._acts()) - before).elements())
        assert len(new) == 1, (name, new, answer.status_code)
        self.proved[name].add(new[0])
        return answer

    def _acts(self) -> list[str]:
        found: list[str] = []
        for one in Organisation.unguarded.all():
            with acting_as(None, because="test", organisation=one.pk):
                found += Act.unguarded.filter(organisation=one).values_list("done", flat=True)
        return found


@pytest.fixture
def story() -> Story:
    return Story()


def last_part(answer: HttpResponse) -> str:
    """Return the id at the end of the address that an answer leads to."""
    return str(answer.url).rstrip("/").rpartition("/")[2]


def check(story: Story) -> None:
    """The addresses of this story leave just the lines that they are said to leave."""
    assert dict(story.proved) == {name: {PROVED[name]} for name in story.proved}


def answered(office: Organisation, member: Account) -> Voice:
    voice, receipt = make_voice(to=office)
    with acting_as(member.who, because="test"):
        mine = Voice.unguarded.select_related("held_by", "to__place").get(pk=voice.pk)
        voices.answer(voice=mine, outcome=Outcome.EXPLAINED, words="This is why.")
    return found(receipt)


def test_who_invites_who_comes_and_who_goes(story):
    office = make_organisation()
    berit, new = make_member(office, role=OrganisationRole.ADMINISTRATOR), make_account()
    story.post(berit, "ground:organisation-invite", office.pk, role="member")
    with acting_as(berit.who, because="test"):
        [open_now] = Invitation.unguarded.all()
    story.post(berit, "ground:organisation-withdraw", office.pk, open_now.pk)
    with acting_as(None, because="test"):
        words = people.invite(organisation=office, role=OrganisationRole.MEMBER)
    story.post(new, "ground:invited", words=words, known_as="Kim")
    with acting_as(berit.who, because="test"):
        [membership] = Membership.unguarded.filter(who=new.who)
    story.post(berit, "ground:organisation-remove", office.pk, membership.pk)
    check(story)


def test_who_gives_up_a_role_has_left_it(story):
    office = make_organisation()
    make_member(office, role=OrganisationRole.ADMINISTRATOR)
    berit = make_member(office, role=OrganisationRole.ADMINISTRATOR)
    with acting_as(berit.who, because="test"):
        [membership] = Membership.unguarded.filter(who=berit.who)
    story.post(berit, "ground:organisation-remove", office.pk, membership.pk)

    assert story.proved == {"ground:organisation-remove": {Done.LEFT_ROLE}}


def test_who_answers(story):
    office = make_organisation()
    jon = make_member(office)
    voice, receipt = make_voice(to=office)
    client = Client()
    client.force_login(jon)
    client.get(reverse("service:replies-one", args=[voice.pk]))
    day = (clock.today() + timedelta(days=9)).isoformat()
    for name, data in {
        "promise": {"step": "3"},
        "write": {"words": "When was it?"},
        "answer": {"outcome": "will_change", "words": "We make a receipt.", "by_when": day},
        "change": {"words": "There is a receipt."},
    }.items():
        story.post(jon, f"service:replies-{name}", voice.pk, seen=found(receipt).turns_taken, **data)
    check(story)


def test_who_checks_and_joins(story):
    office = make_organisation()
    lise = make_member(
        make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION), role=OrganisationRole.MODERATOR
    )
    jon = make_member(office)
    one, two, three, four = (answered(office, jon) for _ in range(4))
    named = {"name": "Papirer blir borte", "kind": "paperwork"}
    like = story.post(lise, "system:barriers-like", one.pk, voices=[str(two.pk)], **named)
    barrier = last_part(like)
    story.post(lise, "system:barriers-name", barrier, **named | {"name": "Papirene er borte"})
    story.post(lise, "system:barriers-take-out", barrier, two.pk)
    story.post(lise, "system:barriers-put-in", barrier, two.pk)
    with acting_as(lise.who, because="test"):
        for voice in (one, two):
            joining.take_out(barrier=Barrier.unguarded.get(), voice=voice)
    story.post(lise, "system:barriers-remove", barrier)
    ticks = dict.fromkeys(("names", "dates", "places", "rare"), "on")
    story.post(lise, "system:voices-publish", one.pk, seen=one.turns_taken, **ticks)
    text = {"words": "Papers were lost.", "answer": "This is why.", "ask": "1"}
    story.post(lise, "system:voices-edit", two.pk, seen=two.turns_taken, **text)
    story.post(lise, "system:voices-talk-first", three.pk, seen=three.turns_taken, words="Ask how they are.")
    story.post(lise, "system:voices-let-be", four.pk, seen=four.turns_taken, words="It names too much.")
    check(story)


def test_who_checks_what_somebody_tells_others(story):
    lise = make_checker()
    [one, two, three] = [make_story("Kari helped me.")[0] for _number in range(3)]
    ticks = dict.fromkeys(("names", "dates", "places", "rare", "harm"), "on")
    story.post(lise, "system:stories-publish", one, seen=0, **ticks)
    story.post(lise, "system:stories-edit", two, seen=0, words="Someone helped me.", name="", ask="1")
    story.post(lise, "system:stories-refuse", three, seen=0, words="It names someone.")
    check(story)


def test_who_sends_letters(story):
    council = make_organisation(name="Bystyret", kind=OrganisationKind.OWNER, answers_here=False)
    office = make_organisation(name="Kontoret", answers_to=council, answers_here=False)
    users = make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION)
    lise = make_member(users, role=OrganisationRole.MODERATOR)
    voice, receipt = make_voice(to=office)
    with acting_as(None, because="test"):
        voices.let_print(own_talk(receipt, who=None))
    voices.deliver()
    today = clock.today()
    story.post(lise, "system:letters-print", voice.pk, to_address="The council", from_address="The users")
    story.post(lise, "system:letters-sent", voice.pk, sent_on=today.isoformat())
    day = (today + timedelta(days=9)).isoformat()
    story.post(lise, "system:letters-answer", voice.pk, outcome="will_change", words="We make a receipt.", by_when=day)
    story.post(lise, "system:letters-changed", voice.pk, words="There is a receipt.")
    check(story)


def test_who_turns_keys(story):
    office = make_organisation()
    head = make_keeper(office)
    users, one, two = make_users()
    propose = ("system:protection-propose", office.pk, "answer_days", office.pk)
    for name, by, more in (("no", one, {"why": "Too long."}), ("take-back", head, {}), ("yes", one, {})):
        answer = story.post(head, *propose, value="21", why="We are fewer now.")
        story.post(by, f"system:protection-{name}", last_part(answer), **more)
    story.post(one, "system:protection-propose-for-all", users.pk, "smallest_group", value="10", why="Small towns.")
    story.post(one, "system:protection-invite", users.pk)
    with acting_as(one.who, because="test"):
        [other] = Membership.unguarded.filter(who=two.who)
    story.post(one, "system:protection-end", users.pk, other.pk)
    check(story)
