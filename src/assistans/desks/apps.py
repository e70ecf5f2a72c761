from django.apps import AppConfig


class DesksConfig(AppConfig):
    """The room `desks` as a Django app: the pages of every role."""

    name = "assistans.desks"
    label = "desks"
