"""Every route as every role and as nobody: what is not a reader's own says so, and nothing falls over."""

from uuid import uuid4

import pytest
from django.urls import get_resolver
from django.urls.converters import IntConverter, UUIDConverter
from django.urls.resolvers import URLPattern
from tests.desks.people import logged_in, nobody

from assistans.desks.web.access import roles_of
from assistans.identity.roles import Roll
from assistans.registers.models import Anordnare, Kommun, Person
from assistans.site import urls_pages

pytestmark = pytest.mark.usefixtures("db")
HERS = "199001189811"
SEES = {
    200,
    302,
    303,
    404,
    405,
}  # 404: the example's id is nobody's; 405: the route only takes what a form sends


def routes(resolver=None, prefix="/"):
    """Every route as an address with made-up identifiers, and the view behind it."""
    for pattern in (resolver or get_resolver(urls_pages.__name__)).url_patterns:
        where = prefix + example(pattern)
        if isinstance(pattern, URLPattern):
            yield where, pattern.callback
        else:
            yield from routes(pattern, where)


def example(pattern):
    route = str(pattern.pattern)
    for name, converter in getattr(pattern.pattern, "converters", {}).items():
        made = {UUIDConverter: str(uuid4()), IntConverter: "1"}.get(type(converter), "x")
        start, end = route.index("<"), route.index(">") + 1
        assert name in route[start:end]
        route = route[:start] + made + route[end:]
    return route


@pytest.fixture
def readers():
    """One browser for each role, each logged in as somebody whom the registers know."""
    person = Person.objects.create(personnummer=HERS, fornamn="Kim", efternamn="Ek", sortnyckel="ek kim")
    anordnare = Anordnare.objects.create(
        organisationsnummer="5560000001", namn="Assistans AB", sortnyckel="assistans ab", slag="foretag"
    )
    Kommun.objects.create(kod="9901", namn="Lövviks kommun", organisationsnummer="2120000001")
    whom = {
        Roll.PERSON: {"foremal": str(person.public_id), "personnummer": HERS},
        Roll.ANORDNARE: {"foremal": str(anordnare.public_id)},
        Roll.KOMMUN: {"foremal": "9901"},
    }
    return {roll: logged_in(roll=roll, **whom.get(roll, {})) for roll in Roll}


def test_there_are_routes_for_every_role():
    known = [roles_of(view) for _, view in routes()]
    assert {roll for roles in known if roles for roll in roles} == set(Roll)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_reaches_nothing_but_what_is_open_to_all(method):
    reached = {}
    for where, view in routes():
        answer = getattr(nobody(), method)(where)
        if roles_of(view) is not None:
            reached[where] = (answer.status_code, answer.get("Location", ""))
    assert {
        where: told for where, told in reached.items() if not told[1].startswith("/logga-in/?nasta=")
    } == {}
    assert {status for status, _ in reached.values()} == {303}


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_role_is_told_no_before_anything_is_read_or_done(readers, method):
    let_through = [
        (where, roll.value)
        for where, view in routes()
        for roll in Roll
        if roles_of(view) is not None
        and roll not in roles_of(view)
        and getattr(readers[roll], method)(where).status_code != 403
    ]
    assert let_through == []


def test_the_roles_own_routes_answer_without_falling_over(readers):
    fallen = [
        (where, roll.value, status)
        for where, view in routes()
        for roll in roles_of(view) or Roll
        if (status := readers[roll].get(where).status_code) not in SEES
    ]
    assert fallen == []


def test_open_routes_answer_nobody():
    fallen = [
        (where, status)
        for where, view in routes()
        if roles_of(view) is None and (status := nobody().get(where).status_code) not in SEES
    ]
    assert fallen == []


def test_no_route_carries_a_personnummer():
    assert [where for where, _ in routes() if "personnummer" in where or "pnr" in where] == []
