"""What cannot be shown says what happened, that nothing is lost, and what to do; the log never names anybody."""

import logging

import pytest
from django.core.handlers.exception import response_for_exception
from django.db import OperationalError
from django.test import RequestFactory
from tests.desks.people import logged_in, nobody

from assistans.desks.web import errors
from assistans.identity.roles import Roll
from assistans.site.logs import PlainFormatter


def shown(error):
    try:
        raise error
    except type(error):
        return errors.our_fault(RequestFactory().get("/"))


def answered(error):
    try:
        raise error
    except type(error) as failure:
        return response_for_exception(RequestFactory().get("/handlaggare/"), failure)


def test_a_fault_of_ours_says_so_and_logs_no_text(caplog):
    caplog.handler.setFormatter(PlainFormatter())
    with caplog.at_level(logging.ERROR):
        answer = answered(RuntimeError("Ada Björk, 19900118-9811, finns inte"))
    assert answer.status_code == 500
    assert "Något gick fel hos oss" in answer.content.decode()
    assert "Björk" not in caplog.text + answer.content.decode()
    assert "Internal Server Error: /handlaggare/ RuntimeError at test_errors.py" in caplog.text


def test_while_the_database_is_gone_one_is_asked_to_come_again():
    answer = shown(OperationalError("connection refused"))
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert "Inget nytt har sparats" in answer.content.decode()


@pytest.mark.usefixtures("db")
def test_an_address_that_does_not_exist_leads_back_to_the_start():
    answer = logged_in(roll=Roll.EKONOM).get("/finns/inte/")
    assert answer.status_code == 404
    assert "Till din startsida" in answer.content.decode()


@pytest.mark.usefixtures("db")
def test_a_form_without_its_mark_changes_nothing():
    browser = nobody()
    browser.handler.enforce_csrf_checks = True
    answer = browser.post("/logga-in/")
    assert answer.status_code == 403
    assert "Inget har sparats" in answer.content.decode()


@pytest.mark.usefixtures("db")
def test_a_host_name_that_is_not_ours_is_told_so_plainly():
    assert nobody().get("/", SERVER_NAME="example.org").status_code == 400
