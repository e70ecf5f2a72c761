from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """The room `registers` as a Django app."""

    name = "assistans.registers"
    label = "registers"
