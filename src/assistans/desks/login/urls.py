from django.urls import path

from assistans.desks.login import views, waiting

app_name = "login"
urlpatterns = [
    path("", views.start, name="start"),
    path("starta/", views.begin, name="begin"),
    path("bankid/<uuid:order>/", waiting.wait, name="wait"),
    path("bankid/<uuid:order>/avbryt/", waiting.cancel, name="cancel"),
    path("roll/", views.roles, name="roles"),
    path("logga-ut/", views.log_out, name="log_out"),
]
