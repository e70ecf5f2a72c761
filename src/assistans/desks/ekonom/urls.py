from django.urls import path

from assistans.desks.ekonom import views

app_name = "ekonom"
urlpatterns = [
    path("", views.start, name="start"),
    path("ledger/", views.start, name="ledger"),
]
