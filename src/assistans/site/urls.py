"""Django's addresses: the REST interface under /v1/."""

urlpatterns: list[object] = []
