from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The room `intake` as a Django app."""

    name = "assistans.intake"
    label = "intake"
