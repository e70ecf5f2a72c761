"""The addresses of the person's pages: months as YYYY-MM, everything else by public id."""

from django.urls import path

from assistans.desks.person import payment_views, rakning_views, views

app_name = "person"
urlpatterns = [
    path("", views.start, name="start"),
    path("utbetalningar/", payment_views.payments, name="payments"),
    path("utbetalningar/<uuid:betalning>/", payment_views.payment, name="payment"),
    path("<str:manad>/", views.month, name="month"),
    path("<str:manad>/rakning/", rakning_views.time, name="rakning"),
    path("<str:manad>/rakning/fragor/", rakning_views.questions, name="rakning_questions"),
    path("<str:manad>/rakning/granska/", rakning_views.review, name="rakning_review"),
    path("<str:manad>/rakning/kvittens/<uuid:tx_id>/", rakning_views.receipt, name="rakning_receipt"),
    path("<str:manad>/svar/<uuid:fraga>/", views.answer_hearing, name="answer_hearing"),
    path("<str:manad>/komplettering/<uuid:fraga>/", views.answer_completion, name="answer_completion"),
]
