from django.urls import path

from assistans.desks.handlaggare import views

app_name = "handlaggare"
urlpatterns = [
    path("", views.start, name="start"),
    path("manader/", views.start, name="manader"),
]
