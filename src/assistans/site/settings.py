"""Django's settings for every room, all taken from the home folder and a few environment variables.

`ASSISTANS_HOME`, `DATABASE_URL`, `DATABASE_OWNER_URL`, `ASSISTANS_DATABASE_NAME`: see `assistans.site.database`.
`ASSISTANS_DATABASE_POOL`: the most connections a server process keeps (none: no pool, for commands and workers).
`ASSISTANS_HOSTS`: the host names that the pages and REST answer to, with commas between.
"""

import os

from assistans.site.database import target
from assistans.site.home import home, secret_key
from assistans.site.logs import logging_settings

HOME = home()
SECRET_KEY = secret_key(HOME)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ASSISTANS_HOSTS", "localhost,127.0.0.1").split(",")

INSTALLED_APPS = [
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "assistans.base",
    "assistans.registers",
    "assistans.identity",
    "assistans.intake",
    "assistans.casework",
    "assistans.payments",
    "assistans.municipalities",
    "assistans.desks",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "assistans.site.urls"
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]

_POOL = int(os.environ.get("ASSISTANS_DATABASE_POOL", "0"))
DATABASES = {"default": target().django("app", pool=_POOL)}

LANGUAGE_CODE = "sv"
TIME_ZONE = "UTC"
USE_TZ = True
LOGGING = logging_settings(HOME / "log")
