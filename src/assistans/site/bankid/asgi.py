"""The simulator's two faces as ASGI applications: bounded bodies in, an answer with strict headers out."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any, Final

from asgiref.sync import sync_to_async
from django.db import connection

from assistans.site.bankid import api
from assistans.site.bankid.app import AppPages, Asking, Page, fields
from assistans.site.bankid.orders import Orders

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_FORM: Final = 16 * 1024
HEADERS: Final = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
}


class TooLong(Exception):
    """The body is longer than is taken."""


def rp_api(orders: Orders) -> App:
    """The RP API over these orders."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await _body(receive, api.MAX_BODY)
        except TooLong:
            status, told = (
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                {"errorCode": "invalidParameters", "details": "Too long"},
            )
        else:
            status, told = api.answer(
                orders,
                method=scope["method"],
                path=scope["path"],
                content_type=_header(scope, b"content-type"),
                body=body,
            )
        await _send(send, status, "application/json", json.dumps(told).encode())

    return app


def app_pages(pages: AppPages) -> App:
    """The simulated app's pages."""
    answered = sync_to_async(_answered, thread_sensitive=False)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await _body(receive, MOST_FORM)
        except TooLong:
            page = Page(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Formuläret är för långt.", "text/plain; charset=utf-8"
            )
        else:
            page = await answered(pages, _asking(scope, body))
        await _send(send, page.status, page.kind, page.content.encode())

    return app


def _answered(pages: AppPages, asking: Asking) -> Page:
    try:
        return pages.answer(asking)
    finally:
        connection.close()  # each thread has its own


def _asking(scope: Scope, body: bytes) -> Asking:
    return Asking(
        method=scope["method"],
        path=scope["path"],
        host=_header(scope, b"host"),
        query=fields(scope["query_string"].decode("latin-1")),
        form=fields(body.decode("utf-8", "replace")),
    )


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


async def _body(receive: Receive, most: int) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        body += message.get("body", b"")
        if len(body) > most:
            raise TooLong
        more = message.get("more_body", False)
    return body


async def _send(send: Send, status: HTTPStatus, kind: str, content: bytes) -> None:
    told = {**HEADERS, "content-type": kind, "content-length": str(len(content))}
    headers = [(name.encode(), value.encode()) for name, value in told.items()]
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await send({"type": "http.response.body", "body": content})
