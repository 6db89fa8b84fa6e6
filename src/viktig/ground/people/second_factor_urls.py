"""The addresses of allauth's pages about one's sign-in, in our order; their names are allauth's own."""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import RedirectView

from viktig.ground.identities import views as identities
from viktig.ground.people import second_factor_views as ours

urlpatterns = [
    path("login/code/", identities.FirstPage.as_view(), name="account_request_login_code"),
    path("login/second/", base.authenticate, name="mfa_authenticate"),
    path("login/passkey/", login_not_required(ours.PasskeySignIn.as_view()), name="mfa_login_webauthn"),
    path("email/", ours.OwnAddress.as_view(), name="account_email"),
    path("sign-in/", ours.own_sign_in, name="mfa_index"),
    path("sign-in/again/", base.reauthenticate, name="mfa_reauthenticate"),
    path("sign-in/app/", ours.AddApp.as_view(), name="mfa_activate_totp"),
    path("sign-in/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("sign-in/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("sign-in/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sign-in/passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("sign-in/passkeys/add/", ours.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("sign-in/passkeys/again/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("sign-in/passkeys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]
