"""How many signed time reports a second go through the whole path: TLS, both signatures, OCSP, commit with fsync.

A real server (database, two door processes) and real clients share this machine's cores, while silent sockets stand open
beside. The peer is what cannot be avoided: the RSA verifications by OpenSSL on two cores, and one committed insert for
each report. The slowest hundredth of the answers has a limit for its peer.
"""

import base64
import os
import random
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import psycopg
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from lxml import etree

from assistans.site.pki.bankid import Signed, sign
from assistans.site.pki.folder import ClientFiles, TestPki
from bench.figures import Figure

REPORTS = 4000
PER_ANORDNARE_SIGNATURE = 7  # one covers all assistants of a person and month
ROWS = 25
CLIENTS = 16
CALLS_A_CONNECTION = 50
DOORS = 2
SILENT = 40
SLOWEST_MS = 1000
AT = datetime(2018, 11, 3, 12, tzinfo=UTC)
SUPPLIER = "5590000005"
ANORDNARE = "5560000001"
PERSON = "195503129800"
ASSISTENTER = [f"19900118{number}" for number in ("9811", "9829", "9837", "9845", "9852", "9860", "9878")]
PATH = "/shs2/FK.ASE.Tidredovisning"
NAMESPACE = "http://schema.forsakringskassan.se/integration/isassistansersattning/tidredovisning/1"


def run() -> list[Figure]:
    """Measure; takes about a minute, most of it signing."""
    kept = Path("var").absolute()  # on disk, not in memory: fsync shall cost what it costs
    kept.mkdir(mode=0o700, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="bench-", dir=kept))
    os.environ |= {"ASSISTANS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "assistans.site.settings"}
    try:
        return _measure()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _measure() -> list[Figure]:
    import django  # noqa: PLC0415 - settings need the home folder of this run

    django.setup()
    from assistans.site import database  # noqa: PLC0415

    with database.ready(mark="test") as found:
        pki, files = _prepare()
        print(f"  signing {REPORTS} reports …", flush=True)
        calls = _calls(pki)
        with _doors() as port:
            seconds, waited = _send(calls, port, pki, files)
        commits = _commits(found.app)
    return [_figure(REPORTS / seconds, _verifications(pki), commits), _slowest(waited)]


def _figure(rate: float, verifications: float, commits: float) -> Figure:
    needed = 3 + 3 / PER_ANORDNARE_SIGNATURE  # signature, certificate and OCSP of each signer
    peer = 1 / (needed / verifications + 1 / commits)
    return Figure(
        name="time reports through the whole path",
        value=rate,
        unit="reports/s",
        peer="OpenSSL + commits",
        peer_value=peer,
        note=f"{needed:.1f} verifications at {verifications:,.0f}/s on two cores, {commits:,.0f} commits/s",
    )


def _slowest(waited: list[float]) -> Figure:
    middle, slow = (sorted(waited)[len(waited) * part // 100] * 1000 for part in (50, 99))
    return Figure(
        name=f"99th percentile of answers beside {SILENT} silent sockets",
        value=slow,
        unit="ms",
        peer="the limit",
        peer_value=SLOWEST_MS,
        note=f"median {middle:.0f} ms; {CLIENTS} clients send as fast as they are answered",
    )


def _prepare() -> tuple[TestPki, ClientFiles]:
    from assistans.base import instance  # noqa: PLC0415
    from assistans.base.clock import SystemClock  # noqa: PLC0415
    from assistans.registers.services import leverantorer  # noqa: PLC0415
    from assistans.site.commands.pki import ensure_pki  # noqa: PLC0415

    instance.set_demo_clock(AT)
    pki = ensure_pki(at=AT)
    files = pki.supplier(organisationsnummer=SUPPLIER, namn="Systemet AB")
    how = {"by": "maskin:bench", "clock": SystemClock()}
    row = leverantorer.register_leverantor(
        namn="Systemet AB",
        organisationsnummer=SUPPLIER,
        calls_per_second=Decimal(100_000),
        burst=100_000,
        **how,
    )
    leverantorer.add_certificate(leverantor=row, der=files.der, **how)
    return pki, files


def _calls(pki: TestPki) -> list[bytes]:
    """Whole HTTP requests, ready to send."""
    calls: list[bytes] = []
    while len(calls) < REPORTS:
        calls += _month(pki, random.Random(len(calls)))  # noqa: S311 - no secrets here
    return calls[:REPORTS]


def _month(pki: TestPki, rng: random.Random) -> Iterator[bytes]:
    documents = [(str(uuid.UUID(int=rng.getrandbits(128))), each) for each in ASSISTENTER]
    contents = {key: _document(key, each, rng) for key, each in documents}
    pairs = [(key, sha256(_canonical(content)).hexdigest()) for key, content in contents.items()]
    boss = pki.signer(personnummer="198001019804", namn="Bertil Anordnare")
    for_all = sign(document_pairs=pairs, signer=boss, at=AT)
    for (key, assistent), pair in zip(documents, pairs, strict=True):
        own = sign(document_pairs=[pair], signer=pki.signer(personnummer=assistent, namn="Anna"), at=AT)
        yield _http(_soap(contents[key], own, for_all))


def _document(key: str, assistent: str, rng: random.Random) -> bytes:
    rows = "".join(_row(day, rng) for day in range(1, ROWS + 1))
    return (
        f'<Tidredovisning xmlns="{NAMESPACE}"><id>{key}</id><redovisningsmanad>2018-10</redovisningsmanad>'
        f"<personSomHarAssistans><personnummer>{PERSON}</personnummer><fornamn>Pär</fornamn><efternamn>Person</efternamn></personSomHarAssistans>"
        f"<assistent><personnummer>{assistent}</personnummer><fornamn>Anna</fornamn><efternamn>Assistent</efternamn><kollektivavtal>true</kollektivavtal></assistent>"
        f"<assistansanordnare><organisationsnummer>{ANORDNARE}</organisationsnummer><assistentAnstalldAvAnordnare>true</assistentAnstalldAvAnordnare></assistansanordnare>"
        f"<tidrapport>{rows}</tidrapport><telefonnummerAnordnare>010-1234567</telefonnummerAnordnare></Tidredovisning>"
    ).encode()


def _row(day: int, rng: random.Random) -> str:
    hour = rng.randrange(16)
    return f"<rapportRad><dag>{day}</dag><fromTid>{hour:02}.00</fromTid><tomTid>{hour + 8:02}.00</tomTid><aktivTid>true</aktivTid></rapportRad>"


def _canonical(content: bytes) -> bytes:
    return etree.tostring(etree.fromstring(content), method="c14n", with_comments=False)


def _soap(content: bytes, *signed: Signed) -> bytes:
    def b64(data: bytes) -> str:
        return base64.b64encode(data).decode()

    def part(name: str, one: Signed) -> str:
        return (
            f"<{name}><signature>{b64(one.signature_xml)}</signature><ocspResponse>{b64(one.ocsp_der)}</ocspResponse>"
            f"<datumForSignatur>{one.datum}</datumForSignatur></{name}>"
        )

    names = ("assistent-signatur", "anordnare-signatur")
    signatures = "".join(part(name, one) for name, one in zip(names, signed, strict=True))
    return (
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
        '<SkickaTidredovisning xmlns="urn:shs:emottagning:SkickaTidredovisning:1">'
        f"<tidredovisning>{b64(content)}</tidredovisning>{signatures}</SkickaTidredovisning></s:Body></s:Envelope>"
    ).encode()


def _http(body: bytes) -> bytes:
    head = f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@contextmanager
def _doors() -> Iterator[int]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "assistans.site.commands", "door", "--port", str(port)]
    environment = os.environ | {"ASSISTANS_DATABASE_POOL": "16"}
    doors = [subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) for _ in range(DOORS)]
    try:
        while _listening(port) < DOORS:
            time.sleep(0.1)
        yield port
    finally:
        for door in doors:
            door.terminate()
        for door in doors:
            door.wait(20)


def _listening(port: int) -> int:
    """How many sockets listen on the port: one for each door that is ready."""
    rows = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    return sum(row[1].endswith(f":{port:04X}") and row[3] == "0A" for row in rows)


def _send(calls: list[bytes], port: int, pki: TestPki, files: ClientFiles) -> tuple[float, list[float]]:
    """Send all, as fast as they are answered; the seconds it took, and how long each call waited."""
    context = ssl.create_default_context(cafile=str(pki.supplier_ca))
    context.load_cert_chain(files.certificate, files.key)
    waited: list[float] = []
    faults: list[bytes] = []
    with ExitStack() as stack:
        for _ in range(SILENT):
            stack.enter_context(socket.create_connection(("localhost", port)))
        start = time.perf_counter()
        _together(
            [
                lambda share=calls[number::CLIENTS]: _converse(context, port, share, waited, faults)
                for number in range(CLIENTS)
            ]
        )
        seconds = time.perf_counter() - start
    if faults:
        raise RuntimeError(f"{len(faults)} calls were not answered with a tx-id: {faults[0][:400]!r}")
    return seconds, waited


def _converse(
    context: ssl.SSLContext, port: int, calls: list[bytes], waited: list[float], faults: list[bytes]
) -> None:
    for first in range(0, len(calls), CALLS_A_CONNECTION):
        with _connected(context, port) as wire:
            for call in calls[first : first + CALLS_A_CONNECTION]:
                start = time.perf_counter()
                wire.sendall(call)
                answer = _answer(wire)
                waited.append(time.perf_counter() - start)
                if not answer.startswith(b"HTTP/1.1 200"):
                    faults.append(answer)


def _connected(context: ssl.SSLContext, port: int) -> ssl.SSLSocket:
    plain = socket.create_connection(("localhost", port))
    # As HTTP clients do: otherwise the last part of every message waits 40 ms for the first part's acknowledgement.
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return context.wrap_socket(plain, server_hostname="localhost")


def _answer(wire: ssl.SSLSocket) -> bytes:
    """One HTTP answer; an empty one means that the door hung up."""
    head, body, length = b"", b"", 0
    while not head or len(body) < length:
        part = wire.recv(65536)
        if not part:
            return b""
        body += part
        if not head and b"\r\n\r\n" in body:
            head, _, body = body.partition(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    return head + b"\r\n\r\n" + body


def _together(works: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _verifications(pki: TestPki, seconds: float = 1.0) -> float:
    """RSA-2048 verifications a second by OpenSSL on two cores."""
    key = pki.user_keys[0]
    value = key.sign(b"x" * 2000, padding.PKCS1v15(), hashes.SHA256())
    public, done, end = key.public_key(), 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        public.verify(value, b"x" * 2000, padding.PKCS1v15(), hashes.SHA256())
        done += 1
    return 2 * done / seconds


def _commits(dsn: str, seconds: float = 2.0) -> float:
    """Committed single-row inserts a second, by as many connections as there were clients."""
    done: list[int] = []

    def insert() -> None:
        with psycopg.connect(dsn, autocommit=True) as connection:
            end = time.perf_counter() + seconds
            while time.perf_counter() < end:
                connection.execute(
                    "INSERT INTO base_todo (kind, key, due_at, attempts, last_error) VALUES ('bench', %s, now(), 0, '')",
                    [str(uuid.uuid4())],
                )
                done.append(1)

    _together([insert] * CLIENTS)
    return len(done) / seconds
