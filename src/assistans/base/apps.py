from django.apps import AppConfig


class BaseConfig(AppConfig):
    """The room `base` as a Django app."""

    name = "assistans.base"
    label = "base"

    def ready(self) -> None:
        """Let every process that works know how the outbox is carried out."""
        from assistans.base import outbox  # noqa: F401, PLC0415 - models are ready first now
