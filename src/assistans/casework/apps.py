from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The room `casework` as a Django app."""

    name = "assistans.casework"
    label = "casework"
