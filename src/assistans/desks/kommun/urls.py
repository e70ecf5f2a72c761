from django.urls import path

from assistans.desks.kommun import files, views

app_name = "kommun"
urlpatterns = [
    path("", views.start, name="start"),
    path("manad/<str:manad>/", views.month, name="month"),
    path("manad/<str:manad>/specifikation.csv", files.month_csv, name="month_csv"),
    path("faktura/<uuid:faktura>/", views.invoice, name="invoice"),
    path("faktura/<uuid:faktura>/faktura.xml", files.invoice_xml, name="invoice_xml"),
    path("faktura/<uuid:faktura>/specifikation.csv", files.invoice_csv, name="invoice_csv"),
]
