"""The addresses of the anordnare's pages."""

from django.urls import path

from assistans.desks.anordnare import payment_views, upload_views, views

app_name = "anordnare"
urlpatterns = [
    path("", views.start, name="start"),
    path("rapporter/<uuid:tx_id>/", views.report, name="report"),
    path("utbetalningar/<uuid:betalning>/", payment_views.payment, name="payment"),
    path("utbetalningar/<str:dag>/<str:manad>/", payment_views.payments, name="payments"),
    path("skicka/", upload_views.upload, name="upload"),
    path("skicka/<uuid:utkast>/", upload_views.checked, name="checked"),
]
