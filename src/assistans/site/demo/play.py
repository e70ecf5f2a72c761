"""Plays the demo in a database that is ready: county, registers, server, story, sums. Imported when Django is set up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistans.base import instance
from assistans.site.commands.pki import ensure_pki
from assistans.site.demo import checking, people, processes, signing, story, suppliers, under_way, waiting
from assistans.site.demo.handlaggare import Handlaggare
from assistans.site.demo.processes import Served
from assistans.site.demo.progress import Progress
from assistans.site.demo.registering import Registrar
from assistans.site.demo.sending import Door
from assistans.site.demo.signing import Office
from assistans.site.demo.story import Story
from assistans.site.demo.summary import Summary, summarise
from assistans.site.demo.suppliers import Suppliers
from assistans.site.demo.waiting import set_clock
from assistans.site.synthetic import planned

WENT_WRONG = (
    checking.NotAsPlanned,
    processes.ServerNotReadyError,
    signing.UnexpectedAnswer,
    story.WrongAnswer,
    suppliers.LetIn,
    waiting.WorkFailed,
)
BEGINS = "2026-04-03 06:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How the demo is to be played: the seed decides what happens, the rest only how fast and in which order."""

    seed: int
    persons: int = planned.PERSONS
    threads: int = 4
    shuffle: int = 0
    served: Served


@contextmanager
def played(wishes: Wishes, *, home: Path, progress: Progress) -> Iterator[Summary]:
    """Play the demo in its home folder; its server runs until the block ends. Raises what goes otherwise than planned."""
    progress.say("The database is ready")
    plan = planned.make(wishes.seed, persons=wishes.persons)
    progress.say(f"A county of {len(plan.persons)} persons is drawn from seed {wishes.seed}")
    clock = set_clock(BEGINS)
    pki = ensure_pki(folder=home / "pki", at=clock.now())
    connected = Suppliers(plan.county, pki, clock)
    certificates = connected.certificates()
    with processes.serving(wishes.served, log=home / "server.log") as server:
        Registrar(plan, clock).register()
        progress.say("The registers are filled")
        server.wait_until_ready()
        progress.say(f"Doors and workers run (port {wishes.served.port})")
        told = Story(
            plan=plan,
            office=Office(plan, pki),
            door=Door(wishes.served.port, pki.supplier_ca, certificates),
            suppliers=connected,
            handlaggare=Handlaggare.employ(wishes.seed, clock=clock),
            progress=progress,
            threads=wishes.threads,
            shuffle=wishes.shuffle,
        )
        told.play(elsewhere=home / "pki-elsewhere")
        progress.say("Everything came out as planned; every krona is followed back")
        summary = summarise(told, home=home)
        summary.guests = people.invite(plan, clock=instance.clock())
        under_way.play(told)
        yield summary
