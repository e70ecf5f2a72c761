from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The room `casework` as a Django app."""

    name = "assistans.casework"
    label = "casework"

    def ready(self) -> None:
        """Let every process that works know what casework does with what comes in."""
        from assistans.casework import handlers  # noqa: F401, PLC0415 - models are ready first now
