"""The page where one waits for BankID: it asks again by itself, by htmx or, without scripts, by being loaded anew."""

from typing import Any, Final
from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST, require_safe

from assistans.base.clock import SystemClock
from assistans.desks.login import orders
from assistans.desks.web.access import open_to_all
from assistans.identity.bankid import client
from assistans.identity.bankid.starting import app_address, qr_text
from assistans.identity.models import BankidOrder

NOT_STARTED: Final = "outstandingTransaction"


@open_to_all
@require_safe
def wait(request: HttpRequest, order: UUID) -> HttpResponse:
    """Tell how far it is, and go on when it is done. htmx is given only what changes."""
    row = orders.progress(request, order)
    part = "HX-Request" in request.headers
    if row.lage == BankidOrder.Lage.KLAR:
        return _onward(row, part=part)
    if part and row.lage == BankidOrder.Lage.MISSLYCKAD:
        return _go(reverse("login:wait", args=[order]))
    name = "desks/login/waiting_part.html" if part else "desks/login/wait.html"
    return render(request, name, _told(request, row))


@open_to_all
@require_POST
def cancel(request: HttpRequest, order: UUID) -> HttpResponse:
    """Take the order back, and return to where it began."""
    return HttpResponseRedirect(orders.cancel(request, order).then, status=orders.SEE_OTHER)


def _told(request: HttpRequest, row: BankidOrder) -> dict[str, Any]:
    bankid = client.service()
    waits = row.lage == BankidOrder.Lage.VANTAR
    page = request.build_absolute_uri(reverse("login:wait", args=[row.public_id]))
    starts = waits and (
        row.hint == NOT_STARTED or bankid.app is not None
    )  # the simulator's tab may be closed
    return {
        "order": row,
        "waits": waits,
        "signs": row.personnummer is not None,
        "app": app_address(auto_start_token=row.auto_start_token, back=page, app=bankid.app)
        if starts
        else "",
        "is_simulated": bankid.app is not None,
        "qr": _qr(row) if starts and bankid.app is None else "",
        "is_news": request.GET.get("hint") != row.hint,
    }


def _qr(row: BankidOrder) -> SafeString:
    """The QR code of this second as SVG, black on white also where the page is dark: a camera must read it."""
    seconds = int((SystemClock().now() - row.started).total_seconds())
    text = qr_text(start_token=row.qr_start_token, start_secret=row.qr_start_secret, seconds=seconds)
    code = segno.make(text, error="l", micro=False)
    return mark_safe(code.svg_inline(scale=5, border=4, dark="#000", light="#fff", omitsize=True))  # noqa: S308 - segno's own SVG of hex digits


def _onward(row: BankidOrder, *, part: bool) -> HttpResponse:
    return _go(row.onward) if part else HttpResponseRedirect(row.onward, status=orders.SEE_OTHER)


def _go(address: str) -> HttpResponse:
    """What htmx takes as: load that page."""
    return HttpResponse(headers={"HX-Redirect": address})
