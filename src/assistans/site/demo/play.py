"""Plays the demo in a database that is ready: county, registers, server, story, sums. Imported when Django is set up."""

from dataclasses import dataclass
from pathlib import Path

from assistans.site.commands.pki import ensure_pki
from assistans.site.demo import checking, people, processes, signing, story, suppliers, under_way, waiting
from assistans.site.demo.handlaggare import Handlaggare
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
    port: int | None = None
    doors: int = 1
    workers: int = 1


def play(wishes: Wishes, *, home: Path, progress: Progress) -> Summary:
    """Play the demo in its home folder. Raises what goes otherwise than planned."""
    progress.say("The database is ready")
    plan = planned.make(wishes.seed, persons=wishes.persons)
    progress.say(f"A county of {len(plan.persons)} persons is drawn from seed {wishes.seed}")
    clock = set_clock(BEGINS)
    pki = ensure_pki(folder=home / "pki", at=clock.now())
    connected = Suppliers(plan.county, pki, clock)
    certificates = connected.certificates()
    port = wishes.port or processes.free_port()
    log = home / "server.log"
    with processes.serving(port=port, log=log, doors=wishes.doors, workers=wishes.workers) as server:
        Registrar(plan, clock).register()
        progress.say("The registers are filled")
        server.wait_until_ready()
        progress.say(f"Doors and workers run (port {port})")
        told = Story(
            plan=plan,
            office=Office(plan, pki),
            door=Door(port, pki.supplier_ca, certificates),
            suppliers=connected,
            handlaggare=Handlaggare.employ(wishes.seed),
            progress=progress,
            threads=wishes.threads,
            shuffle=wishes.shuffle,
        )
        told.play(elsewhere=home / "pki-elsewhere")
        progress.say("Everything came out as planned; every krona is followed back")
        summary = summarise(told, home=home)
        summary.guests = people.invite(plan)
        under_way.play(told)
        return summary
