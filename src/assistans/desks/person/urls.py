from django.urls import path

from assistans.desks.person import views

app_name = "person"
urlpatterns = [
    path("", views.start, name="start"),
    path("payments/", views.start, name="payments"),
]
