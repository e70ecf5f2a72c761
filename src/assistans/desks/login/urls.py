from django.urls import path

from assistans.desks.login import views

app_name = "login"
urlpatterns = [
    path("", views.start, name="start"),
    path("log_out/", views.start, name="log_out"),
]
