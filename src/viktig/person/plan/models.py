"""My plan: what I want with my life, what I do, what others must do, by when. It is the person's, on every row."""

from dataclasses import replace

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from viktig.ground.people.models import Person
from viktig.ground.privacy.fields import SealedJSON, SealedText
from viktig.ground.privacy.guards import Guard, person
from viktig.ground.record import Record
from viktig.ground.words.areas import LifeArea


class PlanKind(models.TextChoices):
    """What kind of plan it is. The country says what a coordinated one is called: reference.py."""

    COORDINATED = "coordinated", _("A plan that the services must follow")
    OWN = "own", _("A plan that is only mine")


class PlanStatus(models.TextChoices):
    """Where the plan is. Only the person moves it."""

    TOLD = "told", _("I have been told about it")
    WANTED = "wanted", _("I want a plan")
    DECLINED = "declined", _("I do not want a plan now")
    PREPARING = "preparing", _("I am preparing it")
    ACTIVE = "active", _("It is my plan now")
    REVISING = "revising", _("I am changing it")
    ENDED = "ended", _("It has ended")


class EndReason(models.TextChoices):
    """Why a plan ended, if the person wants to say so. No service can end it."""

    BY_ME = "by_me", _("I want it to end")
    NOT_NEEDED = "not_needed", _("I do not need it any more")
    MOVED = "moved", _("I move to another place")
    OTHER = "other", pgettext_lazy("why a plan ended", "Something else")


class How(models.TextChoices):
    """How somebody was told that they can have a plan."""

    TALK = "talk", _("In a talk")
    PAPER = "paper", _("On paper")
    SCREEN = "screen", _("On a screen")
    NOBODY = "nobody", _("Nobody told me. I found out by myself")


class Plan(Record):
    """A person's one plan. It is never closed by anybody else, and can be taken up again.

    parts: the person's own words by PlanPart. changed_on: since when it has its status. starts_on, ends_on: its period.
    reminded_on: the day of the last reminder, so that each comes once.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(_("What kind of plan?"), max_length=12, choices=PlanKind, default=PlanKind.COORDINATED)
    status = models.CharField(max_length=10, choices=PlanStatus, default=PlanStatus.TOLD)
    told_by = SealedText(_("Who told you?"))
    told_how = models.CharField(_("How were you told?"), max_length=10, choices=How, blank=True)
    told_on = models.DateField(_("When?"), null=True, blank=True)
    parts = SealedJSON()
    starts_on = models.DateField(_("From which day?"), null=True, blank=True)
    ends_on = models.DateField(_("Until which day?"), null=True, blank=True)
    review_on = models.DateField(_("When will you look at the plan again?"), null=True, blank=True)
    end_reason = models.CharField(_("Why does it end?"), max_length=12, choices=EndReason, blank=True)
    changed_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)

    class Privacy:
        guard = person("plan")
        sealed_with = "person_id"
        identifying = ("person", "told_by")
        health = ("parts",)
        plain = (
            *("id", "kind", "status", "told_how", "told_on", "starts_on", "ends_on", "review_on", "end_reason"),
            *("changed_on", "reminded_on"),
        )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], name="one_plan_a_person"),
            models.CheckConstraint(
                name="a_plan_ends_after_it_starts",
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]


class GoalStatus(models.TextChoices):
    """Where a goal is. There is no order to climb, and no way back is a failure."""

    WISH = "wish", _("A wish")
    CHOSEN = "chosen", _("I have chosen it")
    ON_THE_WAY = "on_the_way", _("I am on the way")
    REACHED = "reached", _("I am there")
    CHANGED = "changed", _("It became something else")
    LAID_ASIDE = "laid_aside", _("Laid aside")


class Goal(Record):
    """Something the person wants, in their own words. position: the person's own order within the life area."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals")
    area = models.CharField(_("What is it about?"), max_length=20, choices=LifeArea)
    words = SealedText(_("What do you want?"))
    why = SealedText(_("Why is it important to you?"))
    with_whom = SealedText(_("Who do you want with you?"))
    sign = SealedText(_("How will you notice that it moves?"))
    status = models.CharField(max_length=10, choices=GoalStatus, default=GoalStatus.WISH)
    is_important = models.BooleanField(_("This is one of the most important to me"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()

    class Privacy:
        guard = person("plan")
        sealed_with = "person_id"
        identifying = ("person", "with_whom")
        health = ("area", "words", "why", "sign", "status", "is_important")
        plain = ("id", "plan", "position", "written_at")


class MomentKind(models.TextChoices):
    """What a moment on the way of a goal keeps."""

    STATUS = "status", _("It moved")
    BEFORE = "before", _("What stood there before")
    NOTE = "note", _("How it goes")


class Moment(Record):
    """One moment on the way of a goal: where it was from then on, what its words were before, or how it goes.

    status: of GoalStatus, where it moved.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="moments")
    kind = models.CharField(max_length=10, choices=MomentKind)
    status = models.CharField(max_length=10, choices=GoalStatus, blank=True)
    words = SealedText(_("How does it go?"))
    at = models.DateTimeField()

    class Privacy:
        guard = replace(person("plan", item="goal_id"), update="")
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("status", "words")
        plain = ("id", "goal", "kind", "at")


class Side(models.TextChoices):
    """Who does it."""

    ME = "me", _("Me")
    CLOSE = "close", _("Someone close to me")
    SYSTEM = "system", _("A service or an office")


class MeasureStatus(models.TextChoices):
    """Where a measure is."""

    PLANNED = "planned", _("Planned")
    WAITING = "waiting", _("Waits for a decision")
    IN_PROGRESS = "in_progress", _("It has begun")
    DONE = "done", _("Done")
    REFUSED = "refused", _("They said no")
    STOPPED = "stopped", _("I let it be")


class Measure(Record):
    """What is done: a step of the person's own, or what somebody else must do, with one who answers for it and one day.

    goal: None for what belongs to the whole plan. role, name: who answers for it. by: their `who`, if the person shares
    the plan with them. has_left: they do it no more; the measure stands. refusal: the reason that was given.
    is_counted: it was counted when it was first done. reminded_on: when its day had passed and those concerned were told.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="measures")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="measures", null=True, blank=True)
    side = models.CharField(_("Who does it?"), max_length=10, choices=Side)
    words = SealedText(_("What should be done?"))
    role = SealedText(_("Which office or role answers for it?"))
    name = SealedText(_("What is the name of the one who answers for it?"))
    by = models.UUIDField(null=True, blank=True)
    extent = SealedText(_("How much, how often and how?"))
    decision = SealedText(_("Is there a decision about it?"))
    starts_on = models.DateField(_("From which day?"), null=True, blank=True)
    due_on = models.DateField(_("By which day?"), null=True, blank=True)
    status = models.CharField(max_length=12, choices=MeasureStatus, default=MeasureStatus.PLANNED)
    refusal = SealedText(_("Which reason did they give?"))
    appeal_by = models.DateField(_("Until which day can you complain?"), null=True, blank=True)
    late_because = SealedText(_("What did they say about why?"))
    has_left = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    is_counted = models.BooleanField(default=False)
    reminded_on = models.DateField(null=True, blank=True)

    class Privacy:
        guard = person("plan", item="goal_id")
        sealed_with = "person_id"
        identifying = ("person", "role", "name", "by")
        health = ("words", "extent", "decision", "refusal", "late_because")
        plain = (
            *("id", "plan", "goal", "side", "starts_on", "due_on", "status", "appeal_by", "has_left", "position"),
            *("is_counted", "reminded_on"),
        )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_measure_is_due_after_it_starts",
                condition=models.Q(starts_on=None)
                | models.Q(due_on=None)
                | models.Q(due_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="what_others_do_has_its_day", condition=models.Q(side=Side.ME) | models.Q(due_on__isnull=False)
            ),
        ]


class SubplanKind(models.TextChoices):
    """Other plans that somebody has about the person: they are not this plan."""

    TREATMENT = "treatment", _("A plan for treatment")
    EDUCATION = "education", _("A plan for education")
    TRAINING = "training", _("A plan for training")
    WORK = "work", _("A plan for work")
    OTHER = "other", pgettext_lazy("a plan", "Another plan")


class Subplan(Record):
    """A plan that somebody else keeps about the person: only that it is there, who has it, and what it is about."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="subplans")
    kind = models.CharField(_("What kind of plan?"), max_length=12, choices=SubplanKind)
    holder = SealedText(_("Who has it?"))
    words = SealedText(_("What is it about?"))
    written_at = models.DateTimeField()

    class Privacy:
        guard = person("plan")
        sealed_with = "person_id"
        identifying = ("person", "holder")
        health = ("kind", "words")
        plain = ("id", "plan", "written_at")


class Answer(models.TextChoices):
    """What became of asking for a plan."""

    WAITING = "waiting", _("I wait for an answer")
    YES = "yes", _("They said yes")
    NO = "no", _("They said no")
    NONE = "none", _("They have not answered")


class Reason(models.TextChoices):
    """Why somebody said no to a plan."""

    NO_REASON = "no_reason", _("They gave no reason")
    WRONG_DOOR = "wrong_door", _("They sent me away because of my other problem")
    NOT_LONG = "not_long", _("They say that I do not need help for long")
    NOT_SEVERAL = "not_several", _("They say that I do not need help from several")
    NO_TIME = "no_time", _("They say that they have no time or no people")
    OTHER = "other", _("Another reason")


class PlanAsk(Record):
    """That a person asked somebody for a plan, and what they answered.

    counted: the answers that have been counted, each once, with commas between.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="asks")
    to = SealedText(_("Whom did you ask?"))
    asked_on = models.DateField(_("Which day?"))
    answer = models.CharField(_("What did they say?"), max_length=10, choices=Answer, default=Answer.WAITING)
    reason = models.CharField(_("Which reason did they give?"), max_length=12, choices=Reason, blank=True)
    words = SealedText(_("What did they say, in your words?"))
    answered_on = models.DateField(null=True, blank=True)
    counted = models.CharField(max_length=20, blank=True)

    class Privacy:
        guard = person("plan")
        sealed_with = "person_id"
        identifying = ("person", "to")
        health = ("words", "reason")
        plain = ("id", "plan", "asked_on", "answer", "answered_on", "counted")


class MainActor(models.TextChoices):
    """Whether the person was the one who decided."""

    YES = "yes", _("Yes, I decided")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No, others decided")


class PlanRating(Record):
    """What the person thinks of the work with the plan. Nobody is told; it is counted with nobody in it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="ratings")
    main_actor = models.CharField(_("Were you the one who decided?"), max_length=10, choices=MainActor)
    words = SealedText(_("What should be different?"))
    rated_on = models.DateField()

    class Privacy:
        guard = replace(person("plan"), update="")
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("main_actor", "words")
        plain = ("id", "plan", "rated_on")


class PlanVersion(Record):
    """What the plan said when the person began to live by it: content as versions.py makes it. number: from 1."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    made_on = models.DateField()
    content = SealedJSON()

    class Privacy:
        guard = replace(person("plan"), update="")
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("content",)
        plain = ("id", "plan", "number", "made_on")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]


class SuggestionKind(models.TextChoices):
    """What a helper suggests."""

    GOAL = "goal", _("A goal")
    STEP = "step", _("A step")
    WHY_LATE = "why_late", _("Why it is not done yet")


def _suggested(guard: Guard) -> Guard:
    """Return a guard that also lets a helper suggest who may see and suggest on one goal only."""
    one = " or (by = acting_who() and goal_id = any(array(select open_items('plan', 'suggest'))))"
    return replace(guard, insert=guard.insert + one, update=guard.update + one)


class PlanSuggestion(Record):
    """Words that a helper suggests: they lie on the person's page from the first letter, and become nothing by themselves.

    goal, measure: what it is about, if it is not a new goal. is_ready: the helper has finished. is_taken: the person took
    it and made something of their own of it.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="suggestions")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="suggestions", null=True, blank=True)
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="suggestions", null=True, blank=True)
    kind = models.CharField(max_length=10, choices=SuggestionKind)
    by = models.UUIDField()
    by_name = SealedText()
    words = SealedText(_("The words you suggest"))
    is_ready = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)
    is_taken = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Privacy:
        guard = _suggested(person("plan", item="goal_id", may_suggest=True))
        sealed_with = "person_id"
        identifying = ("person", "by", "by_name")
        health = ("words",)
        plain = ("id", "plan", "goal", "measure", "kind", "is_ready", "is_open", "is_taken", "changed_at")
