"""The desks' addresses, one folder a role."""

from django.urls import include, path

from assistans.desks.web import start

urlpatterns = [
    path("", start.start, name="start"),
    path("logga-in/", include("assistans.desks.login.urls")),
    path("handlaggare/", include("assistans.desks.handlaggare.urls")),
    path("anordnare/", include("assistans.desks.anordnare.urls")),
    path("min-manad/", include("assistans.desks.person.urls")),
    path("ekonomi/", include("assistans.desks.ekonom.urls")),
    path("kommun/", include("assistans.desks.kommun.urls")),
    path("lag/", include("assistans.desks.statutes.urls")),
    path("stil/", include("assistans.desks.style.urls")),
]
