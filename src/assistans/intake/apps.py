from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The room `intake` as a Django app."""

    name = "assistans.intake"
    label = "intake"

    def ready(self) -> None:
        """Let every worker seal what arrives and remove forgotten drafts."""
        from assistans.intake import drafts, sealing  # noqa: F401, PLC0415 - models are ready first now
