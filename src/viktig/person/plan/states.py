"""Where a plan can go. The person alone moves it: no state is the last one, and none can be reached only once."""

from viktig.person.plan.models import GoalStatus, MeasureStatus, PlanStatus

MOVES: dict[PlanStatus, tuple[PlanStatus, ...]] = {
    PlanStatus.TOLD: (PlanStatus.WANTED, PlanStatus.DECLINED),
    PlanStatus.WANTED: (PlanStatus.PREPARING, PlanStatus.DECLINED),
    PlanStatus.DECLINED: (PlanStatus.WANTED,),
    PlanStatus.PREPARING: (PlanStatus.ACTIVE, PlanStatus.DECLINED),
    PlanStatus.ACTIVE: (PlanStatus.REVISING, PlanStatus.ENDED),
    PlanStatus.REVISING: (PlanStatus.ACTIVE, PlanStatus.ENDED),
    PlanStatus.ENDED: (PlanStatus.REVISING,),
}
OPEN_GOALS = (GoalStatus.WISH, GoalStatus.CHOSEN, GoalStatus.ON_THE_WAY)
OPEN_MEASURES = (MeasureStatus.PLANNED, MeasureStatus.WAITING, MeasureStatus.IN_PROGRESS)
CLOSED_MEASURES = (MeasureStatus.DONE, MeasureStatus.STOPPED)


def may_move(now: PlanStatus | str, to: PlanStatus | str) -> bool:
    """Say whether a plan can go from one status to another."""
    return PlanStatus(to) in MOVES[PlanStatus(now)]
