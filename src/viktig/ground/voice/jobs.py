from uuid import UUID

from viktig.ground import clock
from viktig.ground.jobs import enqueue
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions
from viktig.ground.voice.models import Voice


def deliver() -> None:
    """Deliver what waits."""
    actions.deliver()


def remind() -> None:
    """Queue a reminder for each organisation for which something is due or came: each is tried again by itself."""
    with acting_as(None, because="ground.voice.remind"):
        for organisation in actions.to_remind(clock.today()):
            enqueue("ground.voice.remind_one", organisation_id=str(organisation))


def remind_one(organisation_id: str) -> None:
    """Remind one organisation."""
    with acting_as(None, because="ground.voice.remind", organisation=UUID(organisation_id)):
        actions.remind(organisation_id=UUID(organisation_id))


def pass_dates() -> None:
    """Let every voice whose date has passed climb, fall silent or close: each in a transaction of its own."""
    today = clock.today()
    for organisation, voice_id in actions.due(today):
        with acting_as(None, because="ground.voice.pass_dates", organisation=organisation):
            voice = (
                Voice.unguarded.select_related("held_by", "to__place").filter(pk=voice_id, next_date__lt=today).first()
            )
            if voice is not None:
                actions.pass_date(voice=voice, today=today)
