from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    """The room `municipalities` as a Django app."""

    name = "assistans.municipalities"
    label = "municipalities"
