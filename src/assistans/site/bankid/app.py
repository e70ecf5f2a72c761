"""The simulated BankID app: plain pages without scripts, where one says who one is and legitimates, signs or refuses."""

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from django.template import Context, Engine

from assistans.base.clock import Clock, swedish_day
from assistans.site.bankid import humans
from assistans.site.bankid.humans import Human
from assistans.site.bankid.orders import Kind, NoSuchOrder, Orders, SimulatedOrder
from assistans.site.bankid.signing import prove
from assistans.site.pki.folder import TestPki

FOLDER: Final = Path(__file__).parent
STYLE: Final = "/simulator.css"
HTML: Final = "text/html; charset=utf-8"
CSS: Final = "text/css; charset=utf-8"
PLAIN: Final = "text/plain; charset=utf-8"
HOSTS: Final = {"127.0.0.1", "localhost", "::1"}
REFUSED: Final = {"avbryt": "userCancel", "sparrat": "certificateErr"}
_ENGINE: Final = Engine(dirs=[str(FOLDER / "templates")], autoescape=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One request to a page: fields of the address and of the form, the first of each name."""

    method: str
    path: str
    host: str
    query: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer to show."""

    status: HTTPStatus
    content: str
    kind: str = HTML


@dataclass(frozen=True, slots=True)
class AppPages:
    """The pages over the orders; `clock` is asked anew for each page, as the demo clock may be moved."""

    orders: Orders
    pki: TestPki
    clock: Callable[[], Clock]

    def answer(self, asking: Asking) -> Page:
        """Answer one request."""
        if urlsplit(f"//{asking.host}").hostname not in HOSTS:  # another site's name that leads here
            return Page(HTTPStatus.MISDIRECTED_REQUEST, "Simulatorn svarar bara på sin egen dator.", PLAIN)
        if asking.path == STYLE:
            return Page(HTTPStatus.OK, (FOLDER / "static" / "simulator.css").read_text(encoding="utf-8"), CSS)
        if asking.path != "/" or asking.method not in {"GET", "HEAD", "POST"}:
            return _told(HTTPStatus.NOT_FOUND, "Sidan finns inte", _BEGIN)
        if not (token := (asking.form or asking.query).get("autostarttoken", "")):
            return _told(HTTPStatus.OK, "BankID-simulator", _BEGIN)
        try:
            return (
                self._acted(token, asking.form)
                if asking.method == "POST"
                else self._shown(token, asking.query)
            )
        except NoSuchOrder:
            return _told(HTTPStatus.GONE, "Det finns inget att göra här", _GONE)

    def _shown(self, token: str, query: dict[str, str], *, fault: str = "") -> Page:
        order = self.orders.open(token)
        search = query.get("sok", "")
        on = swedish_day(self.clock().now())
        told = {
            "order": order,
            "signs": order.asked.kind is Kind.SIGN,
            "token": token,
            "search": search,
            "fault": fault,
            "only": _only(order, self),
            "groups": [] if order.asked.personnummer else humans.groups(search=search, on=on),
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
        return Page(status, _render("order.html", told))

    def _acted(self, token: str, form: dict[str, str]) -> Page:
        if hint := REFUSED.get(form.get("val", "")):
            return _done(self.orders.fail(token, hint), did="avbrutet")
        who = self._who(token, form)
        if who is None:
            return self._shown(token, form, fault="Välj vem du är.")
        order = self.orders.open(token)
        proof = prove(
            order.asked,
            personnummer=who.personnummer,
            namn=who.namn,
            pki=self.pki,
            at=self.clock().now(),
        )
        return _done(self.orders.finish(token, proof), did="underskrivet" if _signs(order) else "klart")

    def _who(self, token: str, form: dict[str, str]) -> Human | None:
        order = self.orders.open(token)
        if order.asked.personnummer:
            return _only(order, self)
        return humans.human_by(key=form.get("vem", ""), on=swedish_day(self.clock().now()))


def fields(text: str) -> dict[str, str]:
    """The fields of an address or form, the first of each name."""
    return {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}


def _only(order: SimulatedOrder, pages: AppPages) -> Human | None:
    """The one person who may do it, where the relying party said who."""
    number = order.asked.personnummer
    on = swedish_day(pages.clock().now())
    return humans.human_with(personnummer=number, on=on) if number else None


def _signs(order: SimulatedOrder) -> bool:
    return order.asked.kind is Kind.SIGN


def _done(order: SimulatedOrder, *, did: str) -> Page:
    back = order.asked.return_url or ""
    if urlsplit(back).scheme not in {"http", "https"}:
        back = ""
    return Page(HTTPStatus.OK, _render("done.html", {"did": did, "back": back, "signs": _signs(order)}))


def _told(status: HTTPStatus, heading: str, text: str) -> Page:
    return Page(status, _render("told.html", {"heading": heading, "text": text}))


def _render(name: str, told: dict[str, Any]) -> str:
    return _ENGINE.get_template(f"bankid/{name}").render(Context(told))


_BEGIN: Final = (
    "Det här är en simulator som står i stället för BankID-appen i demo och test. "
    "Börja på Assistans inloggningssida: den öppnar simulatorn när den behövs."
)
_GONE: Final = (
    "Legitimeringen eller underskriften är redan klar, har avbrutits, eller så gick tiden ut. "
    "Gå tillbaka till Assistans och börja om."
)
