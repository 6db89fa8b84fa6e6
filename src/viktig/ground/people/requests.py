"""What a view behind sign-in is given."""

from django.http import HttpRequest

from viktig.ground.people.models import Account


class AccountRequest(HttpRequest):
    """A request whose sender is signed in: LoginRequiredMiddleware has seen to it."""

    user: Account
