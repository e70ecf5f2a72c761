"""The ASGI callable: addresses, bounded bodies, and what it does when everybody comes at once."""

import asyncio
import threading

import pytest

from assistans.intake.elt import contracts, envelope
from assistans.intake.elt.app import EltApp, with_rest
from assistans.intake.elt.soap import Reply

PATH = "/shs2/FK.ASE.Tidredovisning"
XML = (b"content-type", b"text/xml; charset=utf-8")


class FakeDoor:
    """Notes what it was asked and says yes."""

    def __init__(self, gate=None):
        self.calls = []
        self._gate = gate

    def answer_all(self, calls):
        self.calls += calls
        if self._gate:
            self._gate.wait(10)
        return [Reply(200, b"<yes/>") for _ in calls]


def ask(app, *, path=PATH, method="POST", headers=(XML,), parts=(b"<hello/>",), query=b"", extensions=None):
    """Run one request through the app; gives status, body and headers, or None when it answered nothing."""
    request = {"path": path, "method": method, "headers": headers, "parts": parts}
    return asyncio.run(asked(app, **request, query=query, extensions=extensions))


async def asked(
    app, *, path=PATH, method="POST", headers=(XML,), parts=(b"<hello/>",), query=b"", extensions=None
):
    scope = {"type": "http", "path": path, "method": method, "headers": list(headers), "query_string": query}
    scope["extensions"] = extensions or {}
    events = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    events.append({"type": "http.request", "body": b"", "more_body": False})
    sent = []

    async def receive():
        return events.pop(0) if events else {"type": "http.disconnect"}

    async def send(event):
        sent.append(event)

    await app(scope, receive, send)
    return (sent[0]["status"], sent[1]["body"], dict(sent[0]["headers"])) if sent else None


@pytest.mark.parametrize(
    "path", ["/", "/FK.ASE.Tidredovisning2", "/shs2/FK.ASE.Tidredovisning.", f"{PATH}.EXT", f"{PATH}/x"]
)
def test_other_addresses_are_nowhere(path):
    door = FakeDoor()
    assert (ask(EltApp(door), path=path)[0], door.calls) == (404, [])


@pytest.mark.parametrize("method", ["PUT", "DELETE", "HEAD", "OPTIONS"])
def test_other_methods_are_told_what_to_do(method):
    assert ask(EltApp(FakeDoor()), method=method)[0] == 405


@pytest.mark.parametrize(
    ("path", "miljo"),
    [
        (PATH, ""),
        ("/FK.ASE.Tidredovisning", ""),
        (f"{PATH}.ext", "ext"),
        ("/a/b/c/FK.ASE.Tidredovisning.verif", "verif"),
    ],
)
def test_any_prefix_is_taken_and_the_suffix_is_the_environment(path, miljo):
    door = FakeDoor()
    assert (ask(EltApp(door), path=path)[0], door.calls[0].miljo) == (200, miljo)


@pytest.mark.parametrize(
    "kind", [b"", b"application/json", b"application/soap+xml", b"text/xml; charset=iso-8859-1"]
)
def test_other_kinds_of_content_are_refused(kind):
    assert ask(EltApp(FakeDoor()), headers=[(b"content-type", kind)])[0] == 415


@pytest.mark.parametrize(
    "kind", [b"text/xml", b"TEXT/XML", b'text/xml;charset="UTF-8"', b"text/xml; charset=utf-8; action=x"]
)
def test_text_xml_is_taken_however_written(kind):
    assert ask(EltApp(FakeDoor()), headers=[(b"content-type", kind)])[0] == 200


def test_an_encoding_that_is_not_known_is_refused():
    assert ask(EltApp(FakeDoor()), headers=[XML, (b"content-encoding", b"br")])[0] == 415


def test_a_length_beyond_the_limit_is_refused_before_the_body_is_read():
    async def never():
        raise AssertionError("the body was asked for")

    async def scenario():
        sent = []

        async def send(event):
            sent.append(event)

        length = str(envelope.MAX_BYTES + 1).encode()
        scope = {"path": PATH, "method": "POST", "headers": [XML, (b"content-length", length)]}
        await EltApp(FakeDoor())(scope, never, send)
        return sent[0]["status"]

    assert asyncio.run(scenario()) == 413


def test_a_body_beyond_the_limit_is_refused_when_it_grows_so():
    door = FakeDoor()
    parts = [b"x" * 1_000_000] * 6
    assert (ask(EltApp(door), parts=parts)[0], door.calls) == (413, [])


def test_a_client_that_goes_away_is_not_answered():
    async def scenario():
        async def receive():
            return {"type": "http.disconnect"}

        sent = []

        async def send(event):
            sent.append(event)

        await EltApp(FakeDoor())({"path": PATH, "method": "POST", "headers": [XML]}, receive, send)
        return sent

    assert asyncio.run(scenario()) == []


def test_a_call_is_handed_on_whole():
    door = FakeDoor()
    headers = [XML, (b"soapaction", b'"x"'), (b"content-encoding", b"gzip")]
    ask(EltApp(door), headers=headers, parts=[b"a", b"b"], extensions={"tls": {"client_cert_der": b"c"}})
    call = door.calls[0]
    assert (call.body, call.certificate_der, call.action, call.encoding) == (b"ab", b"c", '"x"', "gzip")


def test_more_calls_than_there_is_room_for_are_asked_to_come_again():
    gate = threading.Event()
    app = EltApp(FakeDoor(gate), threads=1, waiting=1)

    async def scenario():
        first = [asyncio.create_task(asked(app)) for _ in range(2)]
        await asyncio.sleep(0.05)
        busy = await asked(app)
        gate.set()
        return busy, [(await each)[0] for each in first]

    busy, others = asyncio.run(scenario())
    assert (busy[0], busy[2][b"retry-after"], others) == (503, b"1", [200, 200])


def test_the_wsdl_speaks_of_the_address_that_was_asked():
    headers = [(b"host", b"elt.example.se:8443")]
    status, body, _ = ask(EltApp(FakeDoor()), method="GET", query=b"wsdl", headers=headers)
    assert (status, b'location="https://elt.example.se:8443/shs2/FK.ASE.Tidredovisning"' in body) == (
        200,
        True,
    )


@pytest.mark.parametrize("host", [b'"><x', b"a b", b""])
def test_a_strange_host_does_not_come_into_the_wsdl(host):
    body = ask(EltApp(FakeDoor()), method="GET", query=b"WSDL", headers=[(b"host", host)])[1]
    assert b'location="https://localhost:8443/' in body


@pytest.mark.parametrize("name", sorted(contracts.PUBLISHED))
def test_the_schemas_are_published(name):
    assert ask(EltApp(FakeDoor()), method="GET", query=f"xsd={name}".encode())[0] == 200


@pytest.mark.parametrize("query", [b"", b"xsd=", b"xsd=../app.py", b"xsd=/etc/passwd", b"\xff"])
def test_nothing_else_is_published(query):
    assert ask(EltApp(FakeDoor()), method="GET", query=query)[0] == 405


def test_rest_and_elt_share_a_port():
    async def rest(scope, receive, send):  # noqa: ARG001 - the shape of an ASGI application
        await send({"type": "http.response.start", "status": 299, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    both = with_rest(EltApp(FakeDoor()), rest)
    assert (ask(both, path="/v1/rakningar")[0], ask(both)[0], ask(both, path="/v1")[0]) == (299, 200, 404)
