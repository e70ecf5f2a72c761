from django.urls import path

from assistans.desks.anordnare import views

app_name = "anordnare"
urlpatterns = [
    path("", views.start, name="start"),
    path("upload/", views.start, name="upload"),
]
