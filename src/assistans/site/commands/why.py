"""`assistans why PAYMENT`: lead a payment back to its rows, signatures and paragraphs, with every sum compared."""

import argparse
import getpass
import json
from typing import Any

from assistans.base import instance
from assistans.base.access import NoReason, reading
from assistans.casework.versions import UnknownLaw
from assistans.payments.trace import UnknownPayment, find_payment, trace
from assistans.site.errors import OperatorError
from assistans.timeline.quantities import duration_text

DIFFERS = 1
DEMO_REASON = "Granskning i en demonstrations- eller testdatabas"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "payment", metavar="PAYMENT", help="a payment's public id, or its EndToEndId in the bank file"
    )
    parser.add_argument("--why", default="", help="why you read personal data; kept in the access log")
    parser.add_argument(
        "--who", default="", metavar="ACTOR", help="who reads (default: anvandare:<your log-in name>)"
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(args: argparse.Namespace) -> int:
    """Print the trace; 1 when two figures that must be the same differ."""
    try:
        data = _read(args)
    except (UnknownPayment, UnknownLaw, NoReason) as error:
        raise OperatorError(str(error)) from None
    if args.json:
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(data)))
    return 0 if data["stammer"] else DIFFERS


def _read(args: argparse.Namespace) -> dict[str, Any]:
    """The trace, read and logged in one transaction."""
    payment = find_payment(args.payment)
    with reading(
        who=args.who or f"anvandare:{getpass.getuser()}",
        whose=payment.beslutsrad.beslut.arende.person.public_id,
        what=f"betalning {payment.public_id}",
        why=_reason(args.why),
        clock=instance.clock(),
    ):
        return trace(payment)


def _reason(given: str) -> str:
    """The reason must be said; only a demo or test database has one of its own."""
    if given.strip():
        return given
    if instance.may_be_lenient():
        return DEMO_REASON
    raise NoReason("Kommandot läser personuppgifter. Ange skälet: --why SKÄL. Det sparas i åtkomstloggen.")


def _lines(data: dict[str, Any]) -> list[str]:
    return [
        *_payment_lines(data),
        *_decision_lines(data),
        *(line for report in data["rapporter"] for line in _report_lines(report)),
        *(_document_lines(data["rakning"], "Räkning") if data["rakning"] else []),
        "Uträkning och lagrum",
        *(f"  {row['text']} [{row['lagrum']}]" for row in data["lagrum"]),
        "Jämförelser",
        *(_verdict(check) for check in data["jamforelser"]),
        "Allt stämmer." if data["stammer"] else "ALLT STÄMMER INTE.",
    ]


def _payment_lines(data: dict[str, Any]) -> list[str]:
    payment, run = data["betalning"], data["korning"]
    return [
        f"Betalning {payment['id']}: {payment['belopp']} kr till {payment['namn'] or 'personen'} ({payment['lagrum']})",
        f"  EndToEndId {payment['end_to_end_id']}, {payment['kontoslag']} som slutar på {payment['konto_slutar_pa']}",
        *(f"  {kod}: personen får pengarna i stället för anordnaren" for kod in payment["mottagarkoder"]),
        f"Körning {run['nummer']} den {run['dag']} ({run['id']}), startad av {run['startad_av']}",
        f"  bankfil {run['fil']}, SHA-256 {run['sha256']}",
        f"Journal {data['journal']['nyckel']}",
        *(
            f"  {row['konto']:<22}{row['belopp']:>14} kr  {row['lagrum']}"
            for row in data["journal"]["posteringar"]
        ),
    ]


def _decision_lines(data: dict[str, Any]) -> list[str]:
    decision, row = data["beslut"], data["rad"]
    return [
        f"Beslut {decision['id']} om {decision['manad']}, nummer {decision['nummer']} ({decision['slag']}): {decision['utfall']}",
        f"  fattat {decision['beslutad']} av {decision['beslutad_av']}, {_attest(decision)}",
        f"  lag {decision['lagversion']}, kod {decision['kodversion']}",
        f"Rad för tid hos {row['via']}: {row['belopp']} kr, tidigast {row['dag']}, tidigare betalt {row['tidigare_betalt']} kr",
        *(
            f"  {part['assistanstid_min']} min × {part['timbelopp_ore']} öre per timme = {part['belopp']} kr ({part['lagrum']})"
            for part in row["delar"]
        ),
    ]


def _attest(decision: dict[str, Any]) -> str:
    if decision["attesterad_av"] is None:
        return "attest behövdes inte"
    return f"attesterat {decision['attesterad']} av {decision['attesterad_av']}"


def _report_lines(report: dict[str, Any]) -> list[str]:
    rows = [f"  {row['rad']:<32} {_fate(row)}" for row in report["rader"]]
    return [*_document_lines(report, f"Tidsredovisning av assistent {report['assistent']}"), *rows]


def _fate(row: dict[str, Any]) -> str:
    held = [f"stoppad {duration_text(minutes)} {kod}" for kod, minutes in row["stoppad"].items()]
    held += [f"väntar {duration_text(minutes)} {kod}" for kod, minutes in row["vantar"].items()]
    return ", ".join([f"godkänd {duration_text(row['godkand'])}", *held])


def _document_lines(document: dict[str, Any], what: str) -> list[str]:
    sender = f"leverantör {document['leverantor']}" if document["leverantor"] else document["kanal"]
    return [
        f"{what}: handling {document['tx_id']}, mottagen {document['mottagen']} från {sender}",
        f"  SHA-256 {document['sha256']}",
        *(
            f"  underskrift av {row['roll']} {row['datum']}: certifikat {', '.join(row['certifikat'][:1]) or 'okänt'}, "
            f"OCSP {row['ocsp_tid']}, profil {row['profil']}, {len(row['kontroller'])} kontroller"
            for row in document["underskrifter"]
        ),
    ]


def _verdict(check: dict[str, Any]) -> str:
    if check["stammer"]:
        return f"  stämmer: {check['vad']} ({check['ena']})"
    return f"  STÄMMER INTE: {check['vad']}: {check['ena']} mot {check['andra']}"
