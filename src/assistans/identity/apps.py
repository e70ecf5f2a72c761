from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """The room `identity` as a Django app."""

    name = "assistans.identity"
    label = "identity"
