"""Settings that every way of running shares. What a site may choose is read from the environment."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from yilan.settings import buckets, databases, mail
from yilan.settings.home import home_folder, quarantine_folder, secret_key

PACKAGE = Path(__file__).resolve().parent.parent
HOME = home_folder()
SECRET_KEY = os.environ.get("YILAN_SECRET_KEY") or secret_key(HOME)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("YILAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("YILAN_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "yilan.core",
    "yilan.organizations",
    "yilan.accounts",
    "yilan.screening",
    "yilan.intake",
    "yilan.redaction",
    "yilan.papers",
    "yilan.casework",
    "yilan.disclosure",
    "yilan.access",
    "yilan.reports",
    "yilan.search",  # before `publishing`, so that a release is found while its pages are still being written
    "yilan.publishing",
    "yilan.portal",
    "yilan.office",
    "yilan.demo",
    "wagtail.contrib.table_block",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",  # uploads ask it, although nothing is indexed
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "axes",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yilan.portal.middleware.PublicAnswers",
    "yilan.intake.middleware.RequestSize",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "yilan.core.audit.middleware.RequestAddress",
    "yilan.accounts.middleware.StaffSessions",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "yilan.urls"
WSGI_APPLICATION = "yilan.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "yilan.portal.context.site",
            ],
        },
    },
]

DATABASES = {
    "default": databases.from_url(os.environ["DATABASE_URL"])
    if os.environ.get("DATABASE_URL")
    else databases.sqlite(HOME / "yilan.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese"))]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [PACKAGE / "locale"]  # what Wagtail's and Django's own catalogues leave untranslated

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_URL = "/office/media/"
MEDIA_ROOT = HOME / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the record editor posts one field per block
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_TEMP_DIR = quarantine_folder(HOME)  # what people send lies nowhere else, not even for a moment

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "yilan.accounts.passwords.ThreeClassesValidator"},
]
LOGIN_URL = "wagtailadmin_login"
SESSION_COOKIE_AGE = 8 * 3600  # one working day
YILAN_SESSION_HOURS = 12  # a session of the back office ends then, whatever is done in it
YILAN_IDLE_MINUTES = int(os.environ.get("YILAN_IDLE_MINUTES", "30"))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if os.environ.get("YILAN_ADDRESS", "").startswith("https://"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
if os.environ.get("YILAN_PROXIES", "0") != "0":  # only a proxy of ours may say by which protocol a request came
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor shows its preview in a frame

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_LOCKOUT_CALLABLE = "yilan.accounts.login.locked_out"
AXES_IPWARE_PROXY_COUNT = int(os.environ.get("YILAN_PROXIES", "0")) or None

WAGTAIL_SITE_NAME = "一览"
WAGTAILADMIN_BASE_URL = os.environ.get("YILAN_ADDRESS", "http://localhost:8000")
WAGTAIL_WORKFLOW_ENABLED = False  # the four hands are our own: docs/decisions/0002-own-release-workflow.md
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_MODERATION_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAILDOCS_DOCUMENT_MODEL = "disclosure.RecordFile"
WAGTAILIMAGES_IMAGE_MODEL = "disclosure.RecordImage"
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # drafts' files need the permission check of that view
WAGTAILDOCS_EXTENSIONS = [
    "csv", "doc", "docx", "et", "mp4", "odt", "ofd", "pdf", "ppt", "pptx", "txt", "webm", "wps", "xls", "xlsx", "zip",
]  # fmt: skip
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAIL_APPEND_SLASH = True
WAGTAILADMIN_USER_LOGIN_FORM = "yilan.accounts.login.LoginForm"
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # the page of the own account changes name and telephone only
WAGTAIL_USER_TIME_ZONES = ["Asia/Shanghai"]
WAGTAIL_PASSWORD_RESET_ENABLED = False  # administrators reset passwords; no link by e-mail opens the back office
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no face is fetched from a foreign server
# Measured: the built-in index finds nothing in Chinese and makes every save scan all of it. The fallback keeps
# no index; the choosers of files and images look for the words themselves.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database.fallback", "AUTO_UPDATE": False}}

TASKS = {"default": {"BACKEND": "yilan.core.jobs.backend.LeaseBackend"}}
SILENCED_SYSTEM_CHECKS: list[str] = []

YILAN_SEARCH = os.environ.get("YILAN_SEARCH", "")  # empty: the index in the home; "none"; the URL of an OpenSearch

YILAN_CLAMD = os.environ.get("YILAN_CLAMD", "")  # empty: no virus scanner; unix:/path or tcp://host:port of a clamd
YILAN_SEAL = os.environ.get("YILAN_SEAL", "aes-256-gcm")  # or sm4-gcm, where the national cipher is asked for

DEFAULT_FROM_EMAIL = os.environ.get("YILAN_MAIL_FROM", "")
YILAN_MAIL = mail.from_url(os.environ.get("YILAN_MAIL", ""), DEFAULT_FROM_EMAIL)  # empty: no e-mail is sent
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = YILAN_MAIL.backend, YILAN_MAIL.host, YILAN_MAIL.port
EMAIL_USE_SSL, EMAIL_USE_TLS = YILAN_MAIL.encrypted, YILAN_MAIL.starttls
EMAIL_HOST_USER = os.environ.get("YILAN_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("YILAN_MAIL_PASSWORD", "")
EMAIL_TIMEOUT = 20  # seconds, then the job tries again later

YILAN_SITE = {
    "code": os.environ.get("YILAN_SITE_CODE", "6401050001"),  # 网站标识码
    "domain": os.environ.get("YILAN_SITE_DOMAIN", "localhost"),
    "icp": os.environ.get("YILAN_SITE_ICP", ""),  # ICP备案编号
    "police": os.environ.get("YILAN_SITE_POLICE", ""),  # 公安机关备案标识
}

# None: the public site lies in the home.
YILAN_SITE_BUCKET = buckets.from_url(os.environ["YILAN_SITE_BUCKET"]) if os.environ.get("YILAN_SITE_BUCKET") else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("YILAN_LOG_LEVEL", "WARNING")},
}
