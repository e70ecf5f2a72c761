from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    """The room `municipalities` as a Django app."""

    name = "assistans.municipalities"
    label = "municipalities"

    def ready(self) -> None:
        """Register what carries out the room's work and writes its files."""
        from assistans.municipalities import fakturafil, handlers  # noqa: F401, PLC0415 - models must be loaded first
