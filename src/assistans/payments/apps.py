from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """The room `payments` as a Django app."""

    name = "assistans.payments"
    label = "payments"
