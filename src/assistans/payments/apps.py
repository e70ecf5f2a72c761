from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """The room `payments` as a Django app."""

    name = "assistans.payments"
    label = "payments"

    def ready(self) -> None:
        """Register what carries out the room's work and side effects."""
        from assistans.payments import bankfile, receipts  # noqa: F401, PLC0415 - models must be loaded first
