"""What waits for me."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from viktig.ground import clock
from viktig.ground.access.authorize import demand_second_factor
from viktig.ground.access.queries import works_somewhere
from viktig.ground.notify.tasks import desks_for, tasks_for
from viktig.ground.people.access import work_of
from viktig.ground.people.requests import AccountRequest


@require_safe
def tasks(request: AccountRequest) -> HttpResponse:
    if works_somewhere(request.user.who):
        demand_second_factor(request.user)
    found, today = tasks_for(request.user), clock.today()
    return render(
        request,
        "ground/notify/templates/tasks.html",
        {
            "late": [task for task in found if task.by_when and task.by_when < today],
            "dated": [task for task in found if task.by_when and task.by_when >= today],
            "undated": [task for task in found if not task.by_when],
            "desks": sorted(desks_for(request.user), key=lambda desk: desk.is_rare),
            "work": work_of(request.user),
        },
    )
