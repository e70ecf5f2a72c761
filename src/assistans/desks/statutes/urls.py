from django.urls import path

from assistans.desks.statutes import views

app_name = "statutes"
urlpatterns = [
    path("", views.all_statutes, name="all"),
    path("<path:lagrum>/", views.lagrum, name="lagrum"),
]
