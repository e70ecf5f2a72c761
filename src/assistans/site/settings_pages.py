"""Django's settings for the process that shows the pages: the common ones, with log-in, templates and static files.

The suppliers' door has none of this: it runs on the common settings, and nothing of a page is reached through it.
`ASSISTANS_PAGES_PLAIN_HTTP=1`: cookies go without TLS; only `assistans pages` in a demo or test database sets it.
"""

import os
from importlib.metadata import version

from assistans.site.settings import *  # noqa: F403 - the same settings, and these besides

ROOT_URLCONF = "assistans.site.urls_pages"
MIDDLEWARE = [
    "assistans.desks.web.headers.SecurityHeaders",
    "servestatic.middleware.ServeStaticMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "assistans.desks.web.access.LogInMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "assistans.desks.web.context.frame",
            ]
        },
    }
]

PLAIN_HTTP = os.environ.get("ASSISTANS_PAGES_PLAIN_HTTP") == "1"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "assistans" if PLAIN_HTTP else "__Host-assistans"
SESSION_COOKIE_AGE = 30 * 60  # seconds without a page
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN_HTTP
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "assistans-csrf" if PLAIN_HTTP else "__Host-assistans-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "assistans.desks.web.errors.form_too_old"
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 31_536_000
SECURE_REFERRER_POLICY = "same-origin"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

STATIC_URL = f"/static/{version('assistans')}/"  # another version has other addresses, so these never change
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_MAX_AGE = 31_536_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
