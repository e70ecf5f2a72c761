"""Who may open a page: nobody without log-in, nobody in another role, and no view that does not say for whom it is."""

import pytest
from django.urls import get_resolver
from django.urls.resolvers import URLPattern
from tests.desks.people import logged_in, nobody

from assistans.desks.web.access import UnguardedView, open_to_all, requires, roles_of
from assistans.identity.models import Anvandare, Inloggning
from assistans.identity.roles import Roll
from assistans.site import urls_pages


def every_view(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver(urls_pages.__name__)).url_patterns:
        where = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield where, pattern.callback
        else:
            yield from every_view(pattern, where)


def test_a_view_that_does_not_say_who_may_open_it_is_not_shown():
    with pytest.raises(UnguardedView):
        roles_of(lambda: None)


def test_every_view_says_who_may_open_it():
    assert {where: roles_of(view) for where, view in every_view()}


@pytest.mark.usefixtures("db")
def test_nobody_is_sent_to_log_in_and_told_where_she_was_going():
    answer = nobody().get("/handlaggare/?a=1")
    assert answer.status_code == 303
    assert answer["Location"] == "/logga-in/?nasta=%2Fhandlaggare%2F%3Fa%3D1"


@pytest.mark.usefixtures("db")
def test_another_role_is_told_no():
    answer = logged_in(roll=Roll.EKONOM).get("/handlaggare/")
    assert answer.status_code == 403
    assert "Sidan är inte för din roll" in answer.content.decode()


@pytest.mark.usefixtures("db")
def test_a_role_that_has_ended_is_logged_out_at_once():
    browser = logged_in(roll=Roll.HANDLAGGARE)
    Anvandare.objects.update(aktiv=False)
    assert browser.get("/handlaggare/").status_code == 303


@pytest.mark.usefixtures("db")
def test_a_log_in_is_never_changed():
    logged_in(roll=Roll.HANDLAGGARE)
    with pytest.raises(Exception, match="permission denied"):
        Inloggning.objects.update(roll="ekonom")


@pytest.mark.usefixtures("db")
def test_the_role_opens_its_own_page():
    assert logged_in(roll=Roll.HANDLAGGARE).get("/handlaggare/").status_code == 200


@pytest.mark.usefixtures("db")
def test_every_answer_forbids_what_comes_from_elsewhere_and_is_kept_nowhere():
    answer = nobody().get("/logga-in/")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Frame-Options"] == "DENY"


def test_the_marks_are_read_back():
    assert roles_of(requires(Roll.KOMMUN)(lambda: None)) == {Roll.KOMMUN}
    assert roles_of(open_to_all(lambda: None)) is None
