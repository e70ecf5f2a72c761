"""Django's addresses: the REST interface under /v1/."""

from django.urls import path

from assistans.intake.rest.api import api

urlpatterns = [path("v1/", api.urls)]
handler400 = "assistans.intake.rest.problems.bad_request"
handler404 = "assistans.intake.rest.problems.no_such_address"
