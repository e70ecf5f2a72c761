from django.apps import AppConfig


class BaseConfig(AppConfig):
    """The room `base` as a Django app."""

    name = "assistans.base"
    label = "base"
