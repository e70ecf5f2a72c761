"""The addresses of the anordnare's pages."""

from django.urls import path

from assistans.desks.anordnare import upload_views, views

app_name = "anordnare"
urlpatterns = [
    path("", views.start, name="start"),
    path("rapporter/<uuid:tx_id>/", views.report, name="report"),
    path("skicka/", upload_views.upload, name="upload"),
    path("skicka/<uuid:utkast>/", upload_views.checked, name="checked"),
]
