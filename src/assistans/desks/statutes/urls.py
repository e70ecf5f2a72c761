from django.urls import path

from assistans.desks.statutes import views

app_name = "statutes"
urlpatterns = [
    path("", views.start, name="all"),
    path("<path:lagrum>/", views.start, name="lagrum"),
]
