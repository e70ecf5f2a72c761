"""The pages' addresses."""

from django.urls import include, path

urlpatterns = [path("", include("assistans.desks.urls"))]
handler400 = "assistans.desks.web.errors.not_understood"
handler403 = "assistans.desks.web.errors.not_allowed"
handler404 = "assistans.desks.web.errors.no_such_page"
handler500 = "assistans.desks.web.errors.our_fault"
