from django.urls import path

from assistans.desks.kommun import views

app_name = "kommun"
urlpatterns = [
    path("", views.start, name="start"),
]
