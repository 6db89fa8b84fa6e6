"""All settings. What differs between machines is an environment variable; a missing one says in a sentence what to do."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from psycopg.conninfo import conninfo_to_dict

from viktig.ground.commands import Refused
from viktig.ground.identities.settings import read_providers
from viktig.ground.look.profiles import COUNTRIES, PROFILES
from viktig.ground.rooms import ROOMS, chosen

BASE_DIR = Path(__file__).resolve().parent


class SettingMissing(Refused):
    """A setting without which nothing can start; the message names it and says what it is for."""


def needed(name: str, purpose: str) -> str:
    """Return an environment variable, or raise SettingMissing."""
    value = os.environ.get(name, "")
    if not value:
        raise SettingMissing(f"{name} is not set. It is {purpose}. `viktig doctor` lists all settings.")
    return value


def one_of(name: str, *values: str) -> str:
    """Return an environment variable that has one of these values, the first when it is not set. Raises SettingMissing."""
    value = os.environ.get(name) or values[0]
    if value not in values:
        raise SettingMissing(f"{name} is {value!r}. It is one of: {', '.join(values)}.")
    return value


def whole_number(name: str, usual: int) -> int:
    """Return an environment variable that is a whole number, 0 or more. Raises SettingMissing."""
    text = os.environ.get(name) or str(usual)
    if not text.isdecimal():
        raise SettingMissing(f"{name} is {text!r}. It is a whole number.")
    return int(text)


def database(url: str) -> dict[str, Any]:
    """Turn a PostgreSQL address into Django's settings for it."""
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        # A page asks the same questions each time, and a guard makes them dear to plan: planned once a connection.
        "OPTIONS": parts | {"server_side_binding": True, "prepare_threshold": 3},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


# Who we are to the outside ------------------------------------------------------------------------------------------
VIKTIG_URL = os.environ.get("VIKTIG_URL", "http://127.0.0.1:8000").rstrip("/")
SECRET_KEY = needed("VIKTIG_SECRET_KEY", "a long random text that signs sessions and forms")
VIKTIG_MASTER_KEY = needed("VIKTIG_MASTER_KEY", "32 random bytes, base64, that seal all other keys")
ALLOWED_HOSTS = [host for host in os.environ.get("VIKTIG_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host]
# Whether a proxy of ours stands before the pages and says in X-Forwarded-For who asks.
VIKTIG_PROXIED = os.environ.get("VIKTIG_PROXIED", "") == "1"
CSRF_TRUSTED_ORIGINS = [VIKTIG_URL]
DEBUG = False
VIKTIG_SECURE = VIKTIG_URL.startswith("https://")
VIKTIG_HOST = urlsplit(VIKTIG_URL).hostname or ""

# One of the ready profiles, or none: what the start page says and opens, whose help numbers stand, which language is first.
VIKTIG_PLACE = os.environ.get("VIKTIG_PLACE", "")
if VIKTIG_PLACE not in {"", *PROFILES}:
    raise Refused(f"VIKTIG_PLACE must be one of {', '.join(PROFILES)}, not {VIKTIG_PLACE!r}.")
# Numbers to ring work where one is, whatever one speaks. Without a country, each language brings its own.
VIKTIG_COUNTRY = PROFILES[VIKTIG_PLACE].country if VIKTIG_PLACE else os.environ.get("VIKTIG_COUNTRY", "")
if VIKTIG_COUNTRY not in {"", *COUNTRIES}:
    raise Refused(f"VIKTIG_COUNTRY must be one of {', '.join(COUNTRIES)}, not {VIKTIG_COUNTRY!r}.")

# The rooms that are on: those of the place, all without one, or those named here.
VIKTIG_ROOMS = chosen(os.environ.get("VIKTIG_ROOMS", ""), usual=PROFILES[VIKTIG_PLACE].rooms if VIKTIG_PLACE else ROOMS)

# How it is going: a folder with more forms, and within how many days somebody reads the answers (0: nobody does). Without
# it, forms that ask about death or hurting oneself are not offered.
VIKTIG_INSTRUMENTS = os.environ.get("VIKTIG_INSTRUMENTS", "")
VIKTIG_ANSWERS_READ_DAYS = whole_number("VIKTIG_ANSWERS_READ_DAYS", 0)

# Two databases, two logins each: design.md 4 and 5 --------------------------------------------------------------------
# The owner's aliases exist only where the owner's addresses are given: for migrate, backup and restore, never for web.
DATABASES = {
    "default": database(needed("DATABASE_URL", "the PostgreSQL address that serves web and worker")),
    "keys": database(needed("VIKTIG_KEYS_URL", "the PostgreSQL address of the key store")),
}
for alias, name in {"owner": "DATABASE_OWNER_URL", "keys_owner": "VIKTIG_KEYS_OWNER_URL"}.items():
    if os.environ.get(name):
        DATABASES[alias] = database(os.environ[name])
DATABASE_ROUTERS = ["viktig.ground.database.routing.OneHouse"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "template_partials",
    "django_linear_migrations",
    "procrastinate.contrib.django",
    "viktig.ground",
    "viktig.person",
    "viktig.service",
    "viktig.system",
]
MIDDLEWARE = [
    "viktig.ground.look.kept.Kept",
    "viktig.ground.look.middleware.Headers",
    "viktig.ground.look.middleware.Rooms",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "viktig.ground.privacy.middleware.Forms",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "viktig.ground.words.middleware.Language",
    "allauth.account.middleware.AccountMiddleware",
    "viktig.ground.cards.middleware.ShortStay",
    "viktig.ground.privacy.middleware.SignIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "viktig.ground.privacy.middleware.Acting",
]
ROOT_URLCONF = "viktig.urls"
WSGI_APPLICATION = "viktig.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR, BASE_DIR / "ground/look/templates", BASE_DIR / "ground/people/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "viktig.ground.look.context.page",
            ],
            "libraries": {
                "look": "viktig.ground.look.tags",
                "glossary": "viktig.ground.glossary.tags",
                "notes": "viktig.person.notes.tags",
            },
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Sign-in --------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "ground.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "/me/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "viktig.ground.people.sign_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_FORMS = {
    "login": "viktig.ground.people.forms.PasswordForm",
    "add_email": "viktig.ground.people.forms.AddressForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True  # one address: a new one takes the place of the old
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "/account/sign-in/"
# How many tries with the words of a key card or of an invitation, and how many of each are made in a day.
ACCOUNT_RATE_LIMITS = {
    "card": "20/10m/ip",
    "card made": "30/d/user",
    "invitation": "20/10m/ip",
    "invitation made": "60/d/ip",
    "slip": "30/10m/ip",
}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if VIKTIG_SECURE else "http"
# Whether those who work for an organisation must have a second factor before they see what is others'.
VIKTIG_SECOND_FACTOR = one_of("VIKTIG_SECOND_FACTOR", "required", "offered")
VIKTIG_OIDC: list[dict[str, Any]] = read_providers(os.environ)
MFA_ADAPTER = "viktig.ground.people.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "viktig.ground.people.second_factor_forms.SecondForm",
    "reauthenticate": "viktig.ground.people.second_factor_forms.AgainForm",
    "activate_totp": "viktig.ground.people.second_factor_forms.AppForm",
    "add_webauthn": "viktig.ground.people.second_factor_forms.PasskeyForm",
}
MFA_TOTP_TOLERANCE = 1  # a code that is half a minute old still counts: some write slowly
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not VIKTIG_SECURE

SESSION_ENGINE = "viktig.ground.privacy.sessions"
SESSION_COOKIE_NAME = "viktig"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SECURE = VIKTIG_SECURE
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "viktig.ground.look.views.form_too_old"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Not "no-referrer": with it browsers send our own forms with `Origin: null`.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if VIKTIG_SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if VIKTIG_SECURE else None
X_FRAME_OPTIONS = "DENY"

# Languages: English is the source; all four are whole (docs/translating.md) ----------------------------------------------
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("sv", "Svenska"), ("en", "English")]
LANGUAGES_WHOLE = [code for code, _name in LANGUAGES]
if VIKTIG_TRY_LANGUAGE := os.environ.get("VIKTIG_TRY_LANGUAGE", ""):  # for a translator, on a machine of their own
    LANGUAGES.append((VIKTIG_TRY_LANGUAGE, VIKTIG_TRY_LANGUAGE))
FORMAT_MODULE_PATH = ["viktig.ground.words.formats"]
LANGUAGE_CODE = PROFILES[VIKTIG_PLACE].language if VIKTIG_PLACE else COUNTRIES.get(VIKTIG_COUNTRY, "nb")
LOCALE_PATHS = [BASE_DIR.parent.parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"

# Files, mail, jobs, logs ------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "ground/look/static"]
STATIC_ROOT = Path(os.environ.get("VIKTIG_STATIC", BASE_DIR.parent.parent / "var" / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024  # more than `voice.forms.LONGEST` letters of any alphabet
# A file that somebody sends never touches a disk before it is sealed: Django's own handlers would write larger ones to /tmp.
# No form takes more than one.
FILE_UPLOAD_HANDLERS = ["viktig.ground.privacy.uploads.InMemory"]
DATA_UPLOAD_MAX_NUMBER_FILES = 1

EMAIL_BACKEND = os.environ.get("VIKTIG_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = os.environ.get("VIKTIG_EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("VIKTIG_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("VIKTIG_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("VIKTIG_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("VIKTIG_EMAIL_TLS", "") == "1"
EMAIL_FILE_PATH = os.environ.get("VIKTIG_EMAIL_FOLDER", "")
DEFAULT_FROM_EMAIL = os.environ.get("VIKTIG_EMAIL_FROM", "viktig@localhost")
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = "viktig.jobs_index.register"
# How often voices on their way are delivered, as cron with seconds: every minute; the demo, every five seconds.
VIKTIG_DELIVER = os.environ.get("VIKTIG_DELIVER", "* * * * *")

# Sign-in's own counters only; keys are digests, addresses are never written.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "viktig_counters",
        "KEY_FUNCTION": "viktig.ground.privacy.sealing.counter",
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"wordless": {"()": "viktig.ground.privacy.logs.Wordless"}},
    "formatters": {"plain": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["wordless"], "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}
