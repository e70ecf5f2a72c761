from django.urls import path

from assistans.desks.handlaggare import month, months, proof, skydd, start

app_name = "handlaggare"
urlpatterns = [
    path("", start.start, name="start"),
    path("nasta/", start.take_next, name="nasta"),
    path("attester/", start.attests, name="attester"),
    path("manader/", months.months, name="manader"),
    path("manader/sok/", months.search, name="sok"),
    path("person/<uuid:public_id>/", months.person, name="person"),
    path("manad/<uuid:public_id>/", month.month, name="manad"),
    path("manad/<uuid:public_id>/namn/", skydd.protected_name, name="namn"),
    path("handling/<uuid:tx_id>/", proof.document, name="handling"),
    path("beslut/<uuid:public_id>/omrakning/", proof.recomputed, name="omrakning"),
]
