import os

from django.core.wsgi import get_wsgi_application

from yilan.publishing.serving import site_files

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yilan.settings.base")
application = site_files(get_wsgi_application())
