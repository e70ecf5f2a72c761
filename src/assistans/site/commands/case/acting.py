"""`assistans case next | complete | approve | decide | attest …`: what a handläggare does."""

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from assistans.base import instance
from assistans.casework import services
from assistans.casework.models import (
    Kommunicering,
    Komplettering,
    Manadsbeslut,
    Stallningstagande,
    Uppgift,
)
from assistans.casework.month import Manadsbedomning
from assistans.intake.models import Handling
from assistans.registers.models import Assistent, Person
from assistans.site.commands.case.finding import (
    Action,
    NotFoundError,
    arende_of,
    month_arguments,
    row_of,
    who_argument,
)
from assistans.timeline.quantities import Ore, duration_text


def _declare(*options: tuple[str, dict[str, Any]], month: bool = False, row: str = "") -> Callable[..., None]:
    """Options of an action: PERSON MONTH or one ID first, then --who and its own."""

    def declare(parser: argparse.ArgumentParser) -> None:
        if month:
            month_arguments(parser)
        if row:
            parser.add_argument("id", type=UUID, help=row)
        who_argument(parser)
        for name, settings in options:
            parser.add_argument(name, **settings)

    return declare


REASON = ("--reason", {"required": True, "help": "the reason, kept for ever"})
TEXT = ("--text", {"required": True, "help": "the text, kept for ever"})
LAST_DAY = ("--last-day", {"required": True, "type": date.fromisoformat, "help": "YYYY-MM-DD"})
CHOICE = (
    ("code", {"help": "the observation, such as ASSISTENT_OVERLAPPAR"}),
    ("--report", {"type": UUID, "help": "only this report (tx-id)"}),
    ("--day", {"type": date.fromisoformat, "help": "only this day, YYYY-MM-DD"}),
    ("--from", {"dest": "fran", "default": "", "help": "from this clock time, HH.MM"}),
    ("--to", {"dest": "till", "default": "", "help": "to this clock time, HH.MM"}),
    REASON,
)


def take_next(args: argparse.Namespace) -> int:
    """Give the handläggare her next uppgift."""
    row = services.next_uppgift(by=args.who, clock=instance.clock())
    if row is None:
        print("Det finns ingen uppgift att ta.")
        return 0
    arende = row.arende
    print(f"Uppgift {row.public_id}: {row.slag} {row.kod}, {arende.person.public_id} {arende.manad:%Y-%m}")
    return 0


def finish(args: argparse.Namespace) -> int:
    """Finish an uppgift that asks for a look."""
    uppgift = row_of(Uppgift, args.id, "ingen uppgift")
    services.finish_uppgift(uppgift=uppgift, skal=args.reason, **_acting(args))
    print("Uppgiften är avslutad.")
    return 0


def complete(args: argparse.Namespace) -> int:
    """Ask for a completion."""
    assistent = row_of(Assistent, args.assistent, "ingen assistent") if args.assistent else None
    asked = services.ask_for_completion(
        arende=arende_of(args),
        assistent=assistent,
        anordnare=args.anordnare,
        text=args.text,
        sista_dag=args.last_day,
        **_acting(args),
    )
    print(f"Komplettering {asked.public_id} är begärd, svar senast {asked.sista_dag}.")
    return 0


def answer(args: argparse.Namespace) -> int:
    """Note the answer to a completion that came otherwise than as a document."""
    asked = row_of(Komplettering, args.id, "ingen komplettering")
    services.answer_completion(komplettering=asked, svar=args.text, **_acting(args))
    print("Svaret är antecknat.")
    return 0


def approve(args: argparse.Namespace) -> int:
    """Let through what waits."""
    return _print_month(services.approve_minutes(**_position(args)))


def refuse(args: argparse.Namespace) -> int:
    """Stop what waits."""
    return _print_month(services.refuse_minutes(**_position(args)))


def withdraw(args: argparse.Namespace) -> int:
    """Take a position back."""
    position = row_of(Stallningstagande, args.id, "inget ställningstagande")
    return _print_month(services.withdraw_position(position=position, skal=args.reason, **_acting(args)))


def set_aside(args: argparse.Namespace) -> int:
    """Say that a report does not count, or counts again."""
    rapport = _handling(args.report)
    month = services.set_aside_report(
        arende=arende_of(args), rapport=rapport, counts=args.counts, skal=args.reason, **_acting(args)
    )
    return _print_month(month)


def hear(args: argparse.Namespace) -> int:
    """Record that the person is told and asked."""
    told = services.communicate(
        arende=arende_of(args), text=args.text, svar_senast=args.last_day, **_acting(args)
    )
    print(f"Kommunicering {told.public_id} om {', '.join(told.koder)}, svar senast {told.svar_senast}.")
    return 0


def heard(args: argparse.Namespace) -> int:
    """Record what the person answered."""
    told = row_of(Kommunicering, args.id, "ingen kommunicering")
    services.answer_hearing(kommunicering=told, text=args.text, **_acting(args))
    print("Personens svar är antecknat.")
    return 0


def decide(args: argparse.Namespace) -> int:
    """Decide a month."""
    skal = services.Skal(motivering=args.motivering, kvar=args.leave, utan_kommunicering=args.unheard)
    beslut = services.decide(arende=arende_of(args), skal=skal, **_acting(args))
    print(f"Beslut {beslut.public_id}: {beslut.kind}, {Ore(beslut.belopp_ore).kronor()} kr.")
    if services.needs_attest(beslut, instance.clock()):
        print("Beslutet väntar på en annan persons attest.")
    return 0


def attest(args: argparse.Namespace) -> int:
    """Let a decision take effect, or send it back."""
    beslut = row_of(Manadsbeslut, args.id, "inget beslut")
    if args.send_back:
        services.send_back(beslut=beslut, skal=args.reason, **_acting(args))
        print("Beslutet är återlämnat.")
    else:
        services.attest(beslut=beslut, skal=args.reason, **_acting(args))
        print("Beslutet är attesterat.")
    return 0


def jav(args: argparse.Namespace) -> int:
    """Record that a handläggare has jäv."""
    person = row_of(Person, args.id, "ingen person")
    services.report_jav(person=person, anvandare=args.handlaggare, skal=args.reason, **_acting(args))
    print("Jävet är antecknat.")
    return 0


def _acting(args: argparse.Namespace) -> dict[str, Any]:
    return {"by": args.who, "clock": instance.clock()}


def _position(args: argparse.Namespace) -> dict[str, Any]:
    rapport = _handling(args.report) if args.report else None
    urval = services.Urval(rapport=rapport, dag=args.day, fran=args.fran, till=args.till)
    return {"arende": arende_of(args), "kod": args.code, "urval": urval, "skal": args.reason, **_acting(args)}


def _handling(tx_id: UUID) -> Handling:
    found = Handling.objects.defer("innehall").filter(tx_id=tx_id).first()
    if found is None:
        raise NotFoundError(f"Det finns ingen handling med tx-id {tx_id}.")
    return found


def _print_month(month: Manadsbedomning | None) -> int:
    if month is None:
        print("Månaden kan inte bedömas ännu. Se `assistans case uppgifter`.")
        return 1
    outcome = month.bedomning
    times = (duration_text(tid.minuter) for tid in (outcome.godkand, outcome.vantar, outcome.stoppad))
    print("Månaden är nu {}: godkänd {}, väntar {}, stoppad {}.".format(outcome.utfall, *times))
    return 0


ACTIONS = {
    "next": Action("take the next uppgift", _declare(), take_next),
    "finish": Action("finish an uppgift that asks for a look", _declare(REASON, row="the uppgift"), finish),
    "complete": Action(
        "ask for a completion of the räkning, or of a report",
        _declare(
            TEXT,
            LAST_DAY,
            ("--assistent", {"type": UUID, "help": "the report's assistant (public id)"}),
            ("--anordnare", {"default": "", "help": "the report's organisationsnummer, or egen"}),
            month=True,
        ),
        complete,
    ),
    "answer": Action("note an answer to a completion", _declare(TEXT, row="the komplettering"), answer),
    "approve": Action(
        "let through what an observation keeps waiting", _declare(*CHOICE, month=True), approve
    ),
    "refuse": Action("stop what an observation keeps waiting", _declare(*CHOICE, month=True), refuse),
    "withdraw": Action("take a position back", _declare(REASON, row="the position"), withdraw),
    "set-aside": Action(
        "say that a report does not count",
        _declare(
            ("report", {"type": UUID, "help": "the report's tx-id"}),
            ("--counts", {"action": "store_true", "help": "it counts again"}),
            REASON,
            month=True,
        ),
        set_aside,
    ),
    "hear": Action(
        "record that the person is told and asked (FL 25 §)", _declare(TEXT, LAST_DAY, month=True), hear
    ),
    "heard": Action("record what the person answered", _declare(TEXT, row="the kommunicering"), heard),
    "decide": Action(
        "decide a month",
        _declare(
            ("--motivering", {"default": "", "help": "the reasons (FL 32 §)"}),
            ("--leave", {"default": "", "help": "why minutes that wait are left for later"}),
            ("--unheard", {"default": "", "help": "why the person need not be heard (FL 25 §)"}),
            month=True,
        ),
        decide,
    ),
    "attest": Action(
        "let a decision take effect as the second person",
        _declare(
            ("--send-back", {"action": "store_true", "help": "refuse instead; needs --reason"}),
            ("--reason", {"default": "", "help": "the reason"}),
            row="the decision",
        ),
        attest,
    ),
    "jav": Action(
        "record that a handläggare has jäv (FL 16 §)",
        _declare(
            ("--handlaggare", {"required": True, "help": "who: anvandare:<id>"}),
            REASON,
            row="the person",
        ),
        jav,
    ),
}
