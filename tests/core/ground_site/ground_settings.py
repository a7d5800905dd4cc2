"""The ground floor alone, for processes that tests start and kill by the dozen: the whole house loads slowly."""

import os

from yilan.settings import databases
from yilan.settings.home import home_folder

HOME = home_folder()
SECRET_KEY = "kept from nobody"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "yilan.core",
    "ground_apps.GroundConfig",
]
MIDDLEWARE = ["no.such.middleware"] if os.environ.get("GROUND_BROKEN") else []
ROOT_URLCONF = "ground_urls"
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
DATABASES = {
    "default": databases.from_url(os.environ["DATABASE_URL"])
    if os.environ.get("DATABASE_URL")
    else databases.sqlite(HOME / "yilan.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
TASKS = {"default": {"BACKEND": "yilan.core.jobs.backend.LeaseBackend"}}
YILAN_SITE_BUCKET = None  # `serve` asks for a site, and there is none
LOGGING_CONFIG = None
