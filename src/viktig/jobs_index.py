"""Every job of the house: its address, its function, its times. One line each."""

from procrastinate import App

from viktig.ground import jobs


def register(app: App) -> None:
    """Register all jobs with Procrastinate."""
    from viktig.ground.acts import jobs as acts
    from viktig.ground.cards import jobs as cards
    from viktig.ground.facts import jobs as facts
    from viktig.ground.notify import jobs as notify
    from viktig.ground.people import jobs as people
    from viktig.ground.privacy import jobs as privacy
    from viktig.ground.stories import jobs as told
    from viktig.ground.voice import jobs as voice
    from viktig.person.away import jobs as away
    from viktig.person.blocked import jobs as blocked
    from viktig.person.choices import jobs as choices
    from viktig.person.group import jobs as group
    from viktig.person.invited import jobs as invited
    from viktig.person.plan import jobs as plan
    from viktig.person.progress import jobs as progress
    from viktig.person.said import jobs as said
    from viktig.person.stories import jobs as stories
    from viktig.person.waiting import jobs as waiting
    from viktig.system.silence import jobs as silence

    jobs.job(app, "ground.notify.send", notify.send)
    jobs.job(app, "ground.voice.deliver", voice.deliver, cron=jobs.DELIVER)
    jobs.job(app, "ground.stories.deliver", told.deliver, cron=jobs.DELIVER)
    jobs.job(app, "ground.voice.pass_dates", voice.pass_dates, cron="15 * * * *")
    jobs.job(app, "ground.voice.remind", voice.remind, cron="30 6 * * *")
    jobs.job(app, "ground.voice.remind_one", voice.remind_one)
    jobs.job(app, "ground.facts.move", facts.move, cron="30 2 * * 1")
    jobs.job(app, "ground.facts.release", facts.release, cron="30 3 * * 1")
    jobs.job(app, "ground.privacy.erase", privacy.erase)
    jobs.job(app, "ground.notify.try_again", notify.try_again, cron="45 * * * *")
    jobs.job(app, "ground.people.clear_sessions", people.clear_sessions, cron="50 3 * * *")
    jobs.job(app, "ground.people.shuffle_accounts", people.shuffle_accounts, cron="*/10 * * * *")
    jobs.job(app, "ground.acts.forget_old", acts.forget_old, cron="5 4 * * *")
    jobs.job(app, "ground.cards.tidy", cards.tidy, cron="*/10 * * * *")
    jobs.job(app, "person.plan.remind", plan.remind, cron="10 7 * * *")
    jobs.job(app, "person.progress.look_for_answers", progress.look_for_answers, cron="55 * * * *")
    jobs.job(app, "person.progress.tidy", progress.tidy, cron="*/10 * * * *")
    jobs.job(app, "person.said.look_for_answers", said.look_for_answers, cron="45 * * * *")
    jobs.job(app, "person.stories.look_for_news", stories.look_for_news, cron="40 * * * *")
    jobs.job(app, "person.choices.remind_of_days", choices.remind_of_days, cron="10 6 * * *")
    jobs.job(app, "person.away.tell_people", away.tell_people)
    jobs.job(app, "person.blocked.tell_tries", blocked.tell_tries, cron="*/5 * * * *")
    jobs.job(app, "system.silence.count", silence.count, cron="20 4 * * *")
    jobs.job(app, "person.invited.tidy", invited.tidy, cron="55 3 * * *")
    jobs.job(app, "person.waiting.deliver", waiting.deliver, cron=jobs.DELIVER)
    jobs.job(app, "person.waiting.look_for_room", waiting.look_for_room, cron="50 * * * *")
    jobs.job(app, "person.group.look_at_dates", group.look_at_dates, cron="10 5 * * *")
