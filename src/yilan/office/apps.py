from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "yilan.office"
