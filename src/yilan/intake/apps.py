from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "yilan.intake"
