"""One settings module. What differs between machines comes from the environment."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from newsroom.local import addresses

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = addresses.data_dir()
VERSION = "0.1.0"


def env_list(name: str, default: str = "") -> list[str]:
    """A comma-separated variable as a list."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def env_flag(name: str, *, default: bool = False) -> bool:
    """A variable that says yes or no."""
    return os.environ.get(name, "yes" if default else "no").lower() in {"1", "yes", "true", "on"}


def database(url: str) -> dict[str, object]:
    """Django's words for a postgresql:// address; a socket folder stands in `?host=`."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or query.get("user", "")),
        "PASSWORD": unquote(parts.password or query.get("password", "")),
        "HOST": parts.hostname or query.get("host", ""),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 16, "timeout": 5},
            "options": "-c statement_timeout=30000 -c lock_timeout=5000"
            " -c idle_in_transaction_session_timeout=60000",
        },
        "TEST": {"NAME": os.environ.get("NIGHTDESK_TEST_DATABASE", "test_nightdesk")},
    }


SECRET_KEY = addresses.secret_key()
DEBUG = False
SECURE_DOORS = env_flag("NIGHTDESK_HTTPS")
ALLOWED_HOSTS = env_list("NIGHTDESK_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("NIGHTDESK_ORIGINS")
PUBLIC_ADDRESS = os.environ.get("NIGHTDESK_PUBLIC_ADDRESS", "")
# The language that notes are written in, and stories begin in.
NEWSROOM_LANGUAGE = os.environ.get("NIGHTDESK_LANGUAGE", "en")
NEWSROOM_NAME = os.environ.get("NIGHTDESK_NAME", "Nightdesk Demo")
# Says on every reader page that the newsroom, its sources and its people are made up.
NEWSROOM_IS_INVENTED = env_flag("NIGHTDESK_INVENTED", default=True)
ALLOW_WIRES = env_list("NIGHTDESK_ALLOW_WIRES")
# Tokens and passwords of wires, `name = secret` a line, readable by its owner only; and where files are dropped.
WIRE_SECRETS = os.environ.get("NIGHTDESK_WIRE_SECRETS", str(DATA_DIR / "wire_secrets"))
DROP_DIR = os.environ.get("NIGHTDESK_DROP", str(DATA_DIR / "drop"))
# smtp://name:password@host:587, or smtps://…:465; without it nothing is mailed.
MAIL = urlsplit(os.environ.get("NIGHTDESK_MAIL", ""))
MAIL_IS_CONFIGURED = bool(MAIL.hostname)
EMAIL_HOST, EMAIL_PORT = MAIL.hostname or "localhost", MAIL.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL.username or ""), unquote(MAIL.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.scheme == "smtps", MAIL.scheme == "smtp" and MAIL.port == 587
EMAIL_BACKEND, EMAIL_TIMEOUT = "desk.mail_server.Patient", 20
DEFAULT_FROM_EMAIL = os.environ.get("NIGHTDESK_MAIL_FROM", "nightdesk@localhost")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "csp",
    "wires",
    "desk",
    "newsroom",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "newsroom.middleware.front_door",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "newsroom.middleware.words_for_acts",
    "newsroom.middleware.SoundInput",
]
ROOT_URLCONF = "newsroom.urls"
ASGI_APPLICATION = "newsroom.asgi.application"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["template_partials.templatetags.partials", "desk.templatetags.desk"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "desk.context.bar",
            ],
        },
    }
]

DATABASES = {"default": database(addresses.database_url())}
REDIS_URL = addresses.redis_url()
BROKER_URL = addresses.broker_url(REDIS_URL)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
}

AUTH_USER_MODEL = "desk.Person"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "desk:sign-in"
LOGIN_REDIRECT_URL = "desk:board"
LOGOUT_REDIRECT_URL = "desk:sign-in"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
SESSION_COOKIE_NAME = "__Host-desk" if SECURE_DOORS else "desk"
SESSION_COOKIE_SECURE = SECURE_DOORS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SECURE = SECURE_DOORS
CSRF_COOKIE_NAME = "__Host-desk-form" if SECURE_DOORS else "desk-form"
CSRF_FAILURE_VIEW = "newsroom.errors.form_expired"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if SECURE_DOORS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_DOORS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_DOORS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "newsroom.logging.OneLine",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "celery.beat": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
    },
}
