"""The ELT door as a bare ASGI callable: reading bounded bodies, the WSDL, and a thread pool for the work.

`https://host/<any prefix>/FK.ASE.Tidredovisning[.environment]`. The client certificate is where the server put it:
`scope["extensions"]["tls"]["client_cert_der"]`.
"""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from assistans.intake.elt import contracts, envelope
from assistans.intake.elt.soap import PLAIN, Call, Door, Reply, TooLargeError
from assistans.intake.elt.together import Together

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

ADDRESS = re.compile(r"(?:/[^/]+)*/FK\.ASE\.Tidredovisning(?:\.(?P<miljo>[a-z0-9]{1,12}))?")
EXAMPLE = "https://localhost:8443/shs2/FK.ASE.Tidredovisning"
HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}")
THREADS = 2
WAITING = 64
BUSY = Reply(503, b"Too many calls at once just now. Send the same message again in a second.\n", PLAIN, 1)
NOWHERE = Reply(
    404, b"There is nothing at this address. ELT is at /shs2/FK.ASE.Tidredovisning; see ?wsdl there.\n", PLAIN
)
NOT_SO = Reply(405, b"Send SOAP 1.1 with POST, or read the WSDL with GET and ?wsdl.\n", PLAIN)
NOT_TEXT_XML = Reply(415, b"Send Content-Type text/xml in UTF-8 (SOAP 1.1).\n", PLAIN)
NOT_ENCODED_SO = Reply(415, b"Send the body plain or with Content-Encoding gzip.\n", PLAIN)


class GoneError(Exception):
    """The client went away before its message was whole."""


class EltApp:
    """The ASGI callable. Keeps a pool of threads; more than `waiting` calls at once are asked to come again."""

    def __init__(self, door: Door, *, threads: int = THREADS, waiting: int = WAITING) -> None:
        self._together = Together(door.answer_all, threads=threads)
        self._room = threads + waiting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        try:
            reply = await self._reply(scope, receive)
        except GoneError:
            return
        except TooLargeError as error:
            reply = Reply(413, f"{error}\n".encode(), PLAIN)
        await _send(send, reply)

    async def _reply(self, scope: Scope, receive: Receive) -> Reply:
        address = ADDRESS.fullmatch(scope["path"])
        if address is None:
            return NOWHERE
        if scope["method"] == "GET":
            return _published(scope)
        if scope["method"] != "POST":
            return NOT_SO
        return await self._post(scope, receive, miljo=address["miljo"] or "")

    async def _post(self, scope: Scope, receive: Receive, *, miljo: str) -> Reply:
        headers = _headers(scope)
        encoding = headers.get("content-encoding", "identity").strip().lower()
        if not _is_text_xml(headers.get("content-type", "")):
            return NOT_TEXT_XML
        if encoding not in {"identity", "gzip"}:
            return NOT_ENCODED_SO
        certificate = scope.get("extensions", {}).get("tls", {}).get("client_cert_der")
        body = await _body(headers, receive)
        return await self._work(Call(body, certificate, miljo, headers.get("soapaction"), encoding))

    async def _work(self, call: Call) -> Reply:
        if self._room <= 0:
            return BUSY
        self._room -= 1
        try:
            return await self._together.answer(call)
        finally:
            self._room += 1


async def _body(headers: dict[str, str], receive: Receive) -> bytes:
    if int(headers.get("content-length", "0")) > envelope.MAX_BYTES:
        raise _too_large()
    parts: list[bytes] = []
    size, more = 0, True
    while more:
        event = await receive()
        if event["type"] == "http.disconnect":
            raise GoneError
        parts.append(event.get("body", b""))
        size, more = size + len(parts[-1]), event.get("more_body", False)
        if size > envelope.MAX_BYTES:
            raise _too_large()
    return b"".join(parts)


def _too_large() -> TooLargeError:
    return TooLargeError(f"The message is larger than {envelope.MAX_BYTES} bytes. Send one report a call.")


def _published(scope: Scope) -> Reply:
    """The WSDL and the schemas that it leads to, by query string as other services have it."""
    query = scope["query_string"].decode("ascii", "replace")
    if query.lower() == "wsdl":
        return Reply(200, _wsdl(_address(scope)))
    name = query.removeprefix("xsd=")
    if name in contracts.PUBLISHED:
        return Reply(200, _with_queries(contracts.text(name)))
    return NOT_SO


def _wsdl(address: str) -> bytes:
    return _with_queries(contracts.text(contracts.WSDL)).replace(EXAMPLE.encode(), address.encode())


def _with_queries(text: bytes) -> bytes:
    # The files refer to each other by name; over HTTP they stand at ?xsd=name of the same address.
    return text.replace(b'schemaLocation="', b'schemaLocation="?xsd=')


def _address(scope: Scope) -> str:
    host = _headers(scope).get("host", "")
    return f"https://{host}{scope['path']}" if HOST.fullmatch(host) else EXAMPLE


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def _is_text_xml(header: str) -> bool:
    kind, _, parameters = header.partition(";")
    charset = re.search(r"charset\s*=\s*\"?([^\s\";]+)", parameters, re.IGNORECASE)
    right_charset = charset is None or charset[1].lower() in {"utf-8", "utf8"}
    return kind.strip().lower() == "text/xml" and right_charset


async def _send(send: Send, reply: Reply) -> None:
    headers = [
        (b"content-type", reply.content_type.encode()),
        (b"content-length", str(len(reply.body)).encode()),
    ]
    if reply.retry_after is not None:
        headers.append((b"retry-after", str(reply.retry_after).encode()))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})


def with_rest(elt: App, rest: App) -> App:
    """One port for both: what lies under /v1/ goes to the REST application, the rest to ELT."""

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        await (rest if scope["path"].startswith("/v1/") else elt)(scope, receive, send)

    return either
