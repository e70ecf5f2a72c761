from django.urls import path

from assistans.desks.style import views

app_name = "style"
urlpatterns = [path("", views.all_components, name="all")]
