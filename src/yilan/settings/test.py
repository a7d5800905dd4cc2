"""Settings of the test suite: a throw-away home, quick password hashes, PostgreSQL when asked."""

import os

from yilan.settings.home import throw_away_home
from yilan.settings.mail import MailServer

if "YILAN_HOME" not in os.environ:
    os.environ["YILAN_HOME"] = str(throw_away_home())

from yilan.settings.base import *  # noqa: F403 - the throw-away home must be set before base reads it

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
YILAN_SITE_BUCKET = None  # whatever the shell says: tests that want a bucket make one
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
YILAN_CLAMD = ""
YILAN_MAIL = MailServer()
YILAN_SEARCH = "none"  # tests that search have an index of their own
