"""Reports come in over mutual TLS, everything is killed at any moment, and the same command goes on where it was."""

import random
import shutil
import threading
from contextlib import suppress
from hashlib import sha256
from http.client import HTTPException
from uuid import UUID

import pytest
from tests.intake import reports
from tests.intake.elt.running import free_port
from tests.site import ordinary
from tests.site.installations import Installation

from assistans.base.clock import SystemClock
from assistans.site.demo import messages
from assistans.site.demo.sending import Certificate, Client
from assistans.site.synthetic import numbers

pytestmark = [pytest.mark.network, pytest.mark.usefixtures("socket_enabled"), pytest.mark.slow]

MOMENTS = range(20)
OTHER_MOMENTS = range(100, 102)  # as an ordinary user
SERVES_WITHIN = 30  # seconds
SUPPLIERS = ("5590000005", "5590000013")
EACH = 12  # documents that each supplier has to send before a moment has come
IS_KILLED_AT_START = 0.3  # how often a start is killed too
ASSISTANTS = 10_000  # their numbers begin behind the persons'

KEPT = "SELECT encode(sha256, 'hex'), tx_id FROM intake_handling"
VERSIONS = "SELECT dokument_id, array_agg(version || encode(sha256, 'hex') ORDER BY version) FROM intake_tidredovisning GROUP BY 1"
HALF_STORED = """
SELECT h.tx_id FROM intake_handling h LEFT JOIN intake_tidredovisning t ON t.handling_id = h.id
 WHERE t.sha256 IS DISTINCT FROM h.sha256 OR sha256(h.innehall) <> h.sha256
    OR (SELECT array_agg(u.roll::text ORDER BY u.roll) FROM intake_underskrift u
          JOIN intake_part s ON s.sha256 = u.signature_sha256 AND sha256(s.innehall) = s.sha256
          JOIN intake_part o ON o.sha256 = u.ocsp_sha256 AND sha256(o.innehall) = o.sha256
         WHERE u.handling_id = h.id) IS DISTINCT FROM '{anordnare,assistent}'
    OR (SELECT array_agg(k.niva::text ORDER BY k.id) FROM intake_kvittens k
         WHERE k.handling_id = h.id AND niva IN ('mottagen', 'giltig')) IS DISTINCT FROM '{mottagen,giltig}'
"""
LOOSE = """
SELECT sha256 FROM intake_part p
 WHERE NOT EXISTS (SELECT FROM intake_underskrift u WHERE p.sha256 IN (u.signature_sha256, u.ocsp_sha256))
"""
# A document that waits to be looked at, or whose month has been opened: nothing between.
FORGOTTEN = """
SELECT h.tx_id FROM intake_handling h JOIN intake_tidredovisning t ON t.handling_id = h.id
 WHERE NOT EXISTS (SELECT FROM base_todo w WHERE w.kind = 'handling' AND w.key = h.tx_id::text)
   AND NOT EXISTS (SELECT FROM casework_manadsarende a JOIN registers_person p ON p.id = a.person_id
                    WHERE p.personnummer = t.person AND a.manad = t.manad)
"""
WAITING = "SELECT kind, last_error FROM base_todo WHERE due_at <= now()"


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """An installation behind a folder that nobody else may enter, in a path that needs care; it is on disk."""
    folder = tmp_path_factory.mktemp("Malmö stad")
    made = Installation(folder / "hemma hos åäö" / "var", port=free_port())
    yield from lived_in(made)


@pytest.fixture(scope="module")
def ordinary_installation(tmp_path_factory):
    """The same, of a user without any rights."""
    with ordinary.readable_copy(tmp_path_factory.mktemp("readable").name) as copy:
        parent = copy / "hemma hos nån annan"
        made = Installation(
            parent / "var",
            port=free_port(),
            python=ordinary.python(copy),
            environment=ordinary.environment(copy),
            user=ordinary.AS_NOBODY,
        )
        yield from lived_in(made, owner=ordinary.NOBODY)


def lived_in(made, *, owner=None):
    parent = made.home.parent
    parent.mkdir(mode=0o700)
    if owner:
        shutil.chown(parent, owner, owner)
    try:
        made.prepare(*SUPPLIERS)
        yield made
    finally:
        made.remove()


class Supplier(threading.Thread):
    """Sends its documents in order, on one connection, until the door is gone; notes each receipt and each refusal."""

    def __init__(self, installation, number, documents):
        super().__init__()
        pki = installation.pki
        files = pki.supplier(organisationsnummer=number, namn="Systemet AB")
        certificate = Certificate(files.certificate, files.key)
        self._client = Client(port=installation.port, trust=pki.supplier_ca, certificate=certificate)
        self._documents = documents
        self.receipts = {}
        self.refusals = []
        self.received = threading.Event()

    def run(self):
        try:
            with suppress(OSError, HTTPException):
                for content, message in self._documents.items():
                    self._note(content, self._client.post(message))
        finally:
            self._client.close()
            self.received.set()

    def _note(self, content, answer):
        if answer.tx_id:
            self.receipts[sha256(content).hexdigest()] = answer.tx_id
            self.received.set()
        elif answer.status != 503:  # "come again": the database went first
            self.refusals.append(answer.text)


def written(installation, moment):
    """What each supplier has to send at a moment: every report in two versions, each for a person of its own."""
    first = moment * len(SUPPLIERS) * EACH
    return {
        number: dict(signed(installation, first + place * EACH + n // 2, version=n % 2) for n in range(EACH))
        for place, number in enumerate(SUPPLIERS)
    }


def signed(installation, index, *, version):
    """A report's bytes and the message that sends them."""
    assistent = numbers.adult(ASSISTANTS + index)
    own_id = str(UUID(int=index + 1))
    content = reports.document(
        id=own_id,
        person=numbers.adult(index),
        assistent=f"<personnummer>{assistent}</personnummer>",
        rader=[f"28 00.00-0{4 + version}.00 aktivTid"],
    )
    by_assistent, by_anordnare = (
        reports.signed(
            content,
            id=own_id,
            signer=installation.pki.signer(personnummer=who, namn="Någon"),
            at=SystemClock().now(),
        )
        for who in (assistent, numbers.adult(ASSISTANTS - 1))
    )
    return content, messages.soap(content, assistent=by_assistent, anordnare=by_anordnare)


def send(installation, documents):
    """Start suppliers that send; the caller waits for them."""
    suppliers = [Supplier(installation, number, theirs) for number, theirs in documents.items()]
    for supplier in suppliers:
        supplier.start()
    return suppliers


def receipts_of(suppliers):
    """All receipts, when everybody has sent what could be sent. Nothing may have been refused."""
    for supplier in suppliers:
        supplier.join()
    assert [text for supplier in suppliers for text in supplier.refusals] == []
    return {key: value for supplier in suppliers for key, value in supplier.receipts.items()}


def killed_while_receiving(installation, documents, chance):
    """The receipts that suppliers had got when everything was killed, some time after the first."""
    suppliers = send(installation, documents)
    suppliers[0].received.wait()
    threading.Event().wait(chance.uniform(0, 0.15))
    installation.kill(chance)
    return receipts_of(suppliers)


def serve_again(installation, chance):
    """The same command once more; now and then that is killed on its way as well."""
    installation.start()
    if chance.random() < IS_KILLED_AT_START:
        threading.Event().wait(chance.uniform(0, 2))
        installation.kill(chance)
        installation.start()
    assert installation.serves_within(SERVES_WITHIN), installation.said()


def work_is_done(installation):
    """Wait until nothing is due; the suite's own time-out is the only limit."""
    while waiting := installation.ask(WAITING)[0]:
        assert {error for _, error in waiting} == {""}
    return True


def kill_and_go_on(installation, moment):
    chance = random.Random(moment)  # noqa: S311 - the same moments in every run
    documents = written(installation, moment)
    if not installation.is_serving:
        serve_again(installation, chance)
    acknowledged = killed_while_receiving(installation, documents, chance)
    assert acknowledged
    serve_again(installation, chance)
    kept = nothing_is_lost_or_half_stored(installation, acknowledged)
    everything_can_be_sent_again(installation, documents, kept)
    assert work_is_done(installation)
    nothing_is_lost_or_half_stored(installation, kept)


def nothing_is_lost_or_half_stored(installation, acknowledged):
    """What is kept, tx-ids by the documents' hashes: all that was acknowledged, and each whole."""
    kept, *wrong = installation.ask(KEPT, HALF_STORED, LOOSE, FORGOTTEN)
    assert acknowledged.items() <= dict(kept).items()
    assert wrong == [[], [], []]
    return dict(kept)


def everything_can_be_sent_again(installation, documents, kept):
    """The same bytes get the first receipt, and whatever nobody acknowledged becomes one version like the rest."""
    again = receipts_of(send(installation, documents))
    assert len(again) == len(SUPPLIERS) * EACH
    now_kept, found = installation.ask(KEPT, VERSIONS)
    assert dict(now_kept) == again | kept
    assert dict(now_kept) == kept | again
    versions = dict(found)
    for theirs in documents.values():
        hashes = [sha256(content).hexdigest() for content in theirs]
        for first, second in zip(hashes[::2], hashes[1::2], strict=True):
            assert [f"1{first}", f"2{second}"] in versions.values()


@pytest.mark.parametrize("moment", MOMENTS)
def test_whatever_was_acknowledged_when_everything_was_killed_is_there_and_the_work_goes_on(
    installation, moment
):
    kill_and_go_on(installation, moment)


@pytest.mark.parametrize("moment", OTHER_MOMENTS)
def test_so_it_is_for_an_ordinary_user(ordinary_installation, moment):
    kill_and_go_on(ordinary_installation, moment)
