"""The embedded database stops or is killed under a running door: suppliers are asked to come again, and the door goes on."""

import json
from uuid import UUID

import psycopg
import pytest
from tests.intake import reports, signing
from tests.intake.elt import running
from tests.intake.elt.holding import PLACES, hold
from tests.intake.elt.test_kills import Sending, a_report, tx_id
from tests.intake.rest import calling
from tests.site.installations import Installation

from assistans.site import embedded
from assistans.site.embedded import processes

pytestmark = [pytest.mark.network, pytest.mark.usefixtures("socket_enabled"), pytest.mark.slow]

JSON = {"Content-Type": "application/json"}
RAKNINGAR = "/v1/rakningar"
VERSIONS = """
SELECT dokument_id, array_agg(version), bool_and(innehall IS NOT NULL), bool_and((SELECT count(*) FROM intake_underskrift u
   WHERE u.handling_id = t.handling_id) = 2)
  FROM intake_tidredovisning t JOIN intake_handling h ON h.id = t.handling_id WHERE dokument_id = %s GROUP BY 1
"""


@pytest.fixture(scope="module")
def supplier():
    return signing.pki().supplier(organisationsnummer=reports.SUPPLIER, namn="Systemet AB")


@pytest.fixture(scope="module")
def home(tmp_path_factory, supplier):
    """A home on disk with a server of its own, which runs, a supplier, and a clock that stands at the signatures' day."""
    installation = Installation(tmp_path_factory.mktemp("Malmö stad") / "var")
    installation.command("migrate", "--mark", "test")
    often = ("--calls-per-second", "1000", "--burst", "1000")
    words = ("--namn", "Systemet AB", "--certificate", str(supplier.certificate), *often)
    installation.command("supplier", "add", reports.SUPPLIER, *words)
    with embedded.ensure(installation.home), psycopg.connect(owner_of(installation)) as session:
        session.execute("UPDATE base_instance SET demo_now = %s", [signing.AT])
    with embedded.ensure(installation.home):
        yield installation
    installation.remove()


@pytest.fixture(scope="module")
def door(home):
    """One door for all that happens here: its port and its process."""
    with running.door_process(home.environment) as found:
        yield found


@pytest.fixture
def port(door):
    port, process = door
    yield port
    assert process.poll() is None


def owner_of(home):
    with embedded.ensure(home.home) as cluster:
        return cluster.dsn(role="owner", dbname="assistans")


def whole_version(home, number):
    with psycopg.connect(owner_of(home)) as session:
        assert session.execute(VERSIONS, [UUID(int=number)]).fetchall() == [
            (UUID(int=number), [1], True, True)
        ]
    return True


def comes_again(answer):
    """That an answer says when to come again, and does not read as a refusal."""
    status, body, headers = answer
    assert (status, int(headers["retry-after"]) > 0) == (503, True)
    assert b"Nothing was received or refused" in body
    assert b"Fault" not in body
    return True


def sent_until_taken(port, supplier, body):
    """The receipt, when the door is back; until then it says that one should come again."""
    while (answer := running.post(port, supplier, body))[0] != 200:
        assert comes_again(answer)
    return tx_id(answer)


def test_a_stopped_database_is_503_for_everybody_and_the_same_door_goes_on_when_it_is_back(
    home, port, supplier
):
    acknowledged = tx_id(running.post(port, supplier, a_report(1)))
    assert embedded.stop(home.home)
    rakning = json.dumps(calling.message()).encode()
    for number in (1, 2):
        assert comes_again(running.post(port, supplier, a_report(number)))
    assert comes_again(running.post(port, supplier, b"<not a message"))
    assert comes_again(running.post(port, supplier, rakning, path=RAKNINGAR, headers=JSON))
    assert running.get(port, supplier, f"/v1/handlingar/{acknowledged}")[0] == 503
    with embedded.ensure(home.home):
        assert sent_until_taken(port, supplier, a_report(1)) == acknowledged
        tx_id(running.post(port, supplier, a_report(2)))
        assert running.post(port, supplier, rakning, path=RAKNINGAR, headers=JSON)[0] == 201
        assert whole_version(home, 1)
        assert whole_version(home, 2)


@pytest.mark.parametrize("place", ["intake_handling", "commit"])
def test_a_database_killed_between_insert_and_commit_has_kept_nothing_and_takes_it_when_it_is_back(
    home, port, supplier, place
):
    number = 10 + PLACES.index(place)
    with hold(place, owner=owner_of(home)) as held:
        sending = Sending(port, supplier, a_report(number))
        held.pid()
        processes.kill_all_in(embedded.Folders(home.home).data)
        assert comes_again(sending.result())
        with embedded.ensure(home.home):
            with psycopg.connect(owner_of(home)) as session:
                assert session.execute(VERSIONS, [UUID(int=number)]).fetchall() == []
            made = sent_until_taken(port, supplier, a_report(number))
            assert tx_id(running.post(port, supplier, a_report(number))) == made
            assert whole_version(home, number)
