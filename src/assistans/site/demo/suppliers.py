"""The suppliers that connect: those of the county, and those that must be kept out or slowed down."""

import ssl
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from typing import Final

from assistans.base.clock import Clock, SystemClock
from assistans.registers import models, services
from assistans.site.demo.messages import Message
from assistans.site.demo.registering import BY, FAST
from assistans.site.demo.sending import Answer, Certificate, Client, Door
from assistans.site.pki import folder
from assistans.site.pki.authorities import Validity
from assistans.site.pki.folder import ClientFiles, TestPki
from assistans.site.synthetic import numbers
from assistans.site.synthetic.county import County

SLOW_BURST: Final = 5
RECEIVED: Final = 200
FORBIDDEN: Final = 403
TOO_MANY: Final = 503
NO_TLS: Final = "TLS"
EXT: Final = "ext"
_SERIES: Final = "559998"


class LetIn(RuntimeError):
    """Somebody came in who should have been kept out, or was kept out for another reason."""


@dataclass(frozen=True, slots=True)
class Suppliers:
    """Who connects: client certificates under the test PKI, and rows in the register at the clock's time."""

    county: County
    pki: TestPki
    clock: Clock

    def certificates(self) -> dict[str, Certificate]:
        """Register the county's suppliers, fast enough to send everything at once, with a certificate each."""
        return {
            supplier.organisationsnummer: self._register(supplier.organisationsnummer, supplier.namn)
            for supplier in self.county.leverantorer
        }

    def flooding(self) -> tuple[models.Leverantor, Certificate]:
        """Register a supplier that may make one call a second."""
        number = numbers.organisationsnummer(_SERIES, 10)
        certificate = self._register(number, "Forsande System AB", rate=Decimal(1), burst=SLOW_BURST)
        return models.Leverantor.objects.get(organisationsnummer=number), certificate

    def only_testing(self) -> Certificate:
        """Register a supplier that is connected to the external test environment only."""
        return self._register(numbers.organisationsnummer(_SERIES, 11), "Provande System AB", miljoer=(EXT,))

    def withdrawn(self) -> Certificate:
        """Register a supplier and withdraw its certificate."""
        number, namn = numbers.organisationsnummer(_SERIES, 12), "Borttappade Nycklar AB"
        certificate = self._register(number, namn)
        der = self.pki.supplier(organisationsnummer=number, namn=namn).der
        services.withdraw_certificate(
            fingerprint=sha256(der).digest(), reason="nyckeln är borttappad", by=BY, clock=self.clock
        )
        return certificate

    def unregistered(self) -> Certificate:
        """Make a certificate that chains but that nobody has registered."""
        number = numbers.organisationsnummer(_SERIES, 13)
        return _files(self.pki.supplier(organisationsnummer=number, namn="Okända System AB"))

    def expired(self) -> Certificate:
        """Make a certificate that ran out yesterday: TLS lives in real time."""
        now = SystemClock().now()
        past = Validity(now - timedelta(days=30), now - timedelta(days=1))
        number = numbers.organisationsnummer(_SERIES, 14)
        return _files(self.pki.supplier(organisationsnummer=number, namn="Gamla System AB", validity=past))

    def from_elsewhere(self, place: Path) -> Certificate:
        """Make a certificate under a CA that nobody here trusts."""
        now = Validity.around(at=SystemClock().now(), years=1)
        other = folder.make(folder=place, tls=now, signing=now, keys=1)
        number = self.county.leverantorer[0].organisationsnummer
        return _files(other.supplier(organisationsnummer=number, namn="Andra System AB"))

    def _register(
        self,
        number: str,
        namn: str,
        *,
        rate: Decimal = FAST,
        burst: int = 100_000,
        miljoer: tuple[str, ...] = ("",),
    ) -> Certificate:
        files = self.pki.supplier(organisationsnummer=number, namn=namn)
        row = services.register_leverantor(
            namn=namn,
            organisationsnummer=number,
            miljoer=miljoer,
            calls_per_second=rate,
            burst=burst,
            by=BY,
            clock=self.clock,
        )
        services.add_certificate(leverantor=row, der=files.der, by=BY, clock=self.clock)
        return _files(files)


@dataclass(frozen=True, slots=True)
class Gate:
    """Tries the door with certificates that must not open it. `seen` counts each kind that was kept out."""

    door: Door
    suppliers: Suppliers
    seen: Counter[str]

    def try_all(self, message: Message, *, elsewhere: Path) -> None:
        """Send a right message with each wrong certificate. Raises LetIn."""
        self._kept_out("no client certificate", None, message, NO_TLS)
        self._kept_out("unknown CA", self.suppliers.from_elsewhere(elsewhere), message, NO_TLS)
        self._kept_out("expired certificate", self.suppliers.expired(), message, NO_TLS)
        self._kept_out("unregistered certificate", self.suppliers.unregistered(), message, str(FORBIDDEN))
        self._kept_out("withdrawn certificate", self.suppliers.withdrawn(), message, str(FORBIDDEN))
        testing = self.suppliers.only_testing()
        self._kept_out("wrong environment", testing, message, str(FORBIDDEN))
        if (got := self._answer(testing, replace(message, path=f"{message.path}.{EXT}"))) != str(RECEIVED):
            raise LetIn(f"the external test environment answered {got}")

    def flood(self, message: Message) -> None:
        """Call too fast until shut off, and be let in again when reopened. Raises LetIn."""
        row, certificate = self.suppliers.flooding()
        client = self._client(certificate)
        statuses = [client.post(message).status for _ in range(20 * SLOW_BURST)]
        client.close()
        if TOO_MANY not in statuses or statuses[-1] != FORBIDDEN:
            raise LetIn(f"a supplier that floods was answered {Counter(statuses)}")
        self.seen["too many calls"] += 1
        self._kept_out("closed supplier", certificate, message, str(FORBIDDEN))
        services.reopen_leverantor(
            leverantor=row, reason="felet är rättat", by=BY, clock=self.suppliers.clock
        )

    def _kept_out(self, name: str, certificate: Certificate | None, message: Message, expected: str) -> None:
        got = self._answer(certificate, message)
        if got != expected:
            raise LetIn(f"{name}: the door answered {got}, not {expected}")
        self.seen[name] += 1

    def _answer(self, certificate: Certificate | None, message: Message) -> str:
        client = self._client(certificate)
        try:
            answer: Answer = client.post(message)
        except (ssl.SSLError, ConnectionError, HTTPException):
            return NO_TLS
        finally:
            client.close()
        return str(answer.status)

    def _client(self, certificate: Certificate | None) -> Client:
        return Client(port=self.door.port, trust=self.door.trust, certificate=certificate)


def _files(files: ClientFiles) -> Certificate:
    return Certificate(files.certificate, files.key)
