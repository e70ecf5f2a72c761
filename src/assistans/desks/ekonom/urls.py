from django.urls import path

from assistans.desks.ekonom import betalningar, huvudbok, korningar, ny_korning

app_name = "ekonom"
urlpatterns = [
    path("", korningar.start, name="start"),
    path("ny-korning/", ny_korning.new_run, name="new_run"),
    path("korning/<uuid:public_id>/", korningar.run, name="run"),
    path("korning/<uuid:public_id>/inte-betalt/", korningar.run_hinder, name="run_hinder"),
    path("korning/<uuid:public_id>/bokforing/", korningar.run_journals, name="run_journals"),
    path("korning/<uuid:public_id>/bankfil/", korningar.run_file, name="run_file"),
    path("betalning/<uuid:public_id>/", betalningar.payment, name="payment"),
    path("beslut/<uuid:public_id>/", betalningar.decision, name="decision"),
    path("handling/<uuid:tx_id>/", betalningar.document, name="document"),
    path("sok/", betalningar.search, name="search"),
    path("huvudbok/", huvudbok.ledger, name="ledger"),
    path("huvudbok/kommuner/", huvudbok.kommuner, name="kommuner"),
    path("huvudbok/<str:konto>/", huvudbok.account, name="account"),
]
