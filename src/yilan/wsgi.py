import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from yilan.publishing.serving import SiteFiles

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yilan.settings.base")
application = SiteFiles(get_wsgi_application(), Path(settings.HOME) / "site")
