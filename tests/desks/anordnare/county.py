"""An anordnare at its pages in November 2018, and reports as its supplier's system makes them."""

from datetime import UTC, datetime
from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.casework import county
from tests.desks.people import logged_in
from tests.intake import reports, signing

from assistans.base import instance
from assistans.identity.roles import Roll
from assistans.registers.models import Anordnare

NOVEMBER = datetime(2018, 11, 3, 13, tzinfo=UTC)
START = "/anordnare/?manad=2018-10"
SEND = "/anordnare/skicka/"
BO = county.ASSISTENT
ROWS = ("4 08.00-12.00 aktivTid",)
document = partial(
    reports.document,
    person=county.PERSON,
    assistent=f"<personnummer>{BO}</personnummer>",
    rader=ROWS,
    namn="Bo",
)


def at(instant=NOVEMBER):
    instance.set_demo_clock(instant)


def message(content=None, *, signer=BO):
    """A whole signed message of one report."""
    content = content or document()
    own = reports.signed(content, signer=signing.pki().signer(personnummer=signer, namn="Bo Ek"))
    return reports.body(content, assistent=own)


def firm(number=county.COMPANY):
    return Anordnare.objects.get(organisationsnummer=number)


def ombud(row=None, **who):
    return logged_in(roll=Roll.ANORDNARE, foremal=str((row or firm()).public_id), **who)


def upload(browser, content, name="rapport.xml"):
    return browser.post(SEND, {"fil": SimpleUploadedFile(name, content, "text/xml")})
