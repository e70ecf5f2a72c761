"""Ask for each role's pages many times in a played demo, and print each page's median time in milliseconds as JSON."""

import json
import os
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

TIMES = 25
MAJ = date(2026, 5, 1)


def main() -> None:
    """Measure in this process, with the pages' own settings."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "assistans.site.settings_pages"
    os.environ["ASSISTANS_PAGES_PLAIN_HTTP"] = "1"
    from assistans.site import database  # noqa: PLC0415 - the settings must be chosen first

    with database.ready():
        json.dump({name: _median(client, path) for name, client, path in _pages()}, sys.stdout)


def _median(client: Any, path: str) -> float:
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        status = client.get(path).status_code
        taken.append(1000 * (time.perf_counter() - began))
        if status != 200:  # noqa: PLR2004 - HTTP
            raise RuntimeError(f"{path} answered {status}")
    return statistics.median(taken)


def _pages() -> Iterator[tuple[str, Any, str]]:
    from assistans.casework.models import Manadsarende  # noqa: PLC0415 - Django is set up now
    from assistans.identity.models import Anvandare, Ombud  # noqa: PLC0415 - the same
    from assistans.payments.models import Utbetalning  # noqa: PLC0415 - the same

    staff = {row.namn: row for row in Anvandare.objects.all()}
    handlaggare, ekonom = (_logged_in(staff[namn]) for namn in ("Hanna Hägg", "Ebba Ek"))
    arende = max(Manadsarende.objects.filter(manad=MAJ), key=lambda row: len(str(row.resultat)))
    yield "handläggare, start", handlaggare, "/handlaggare/"
    yield "handläggare, a month", handlaggare, f"/handlaggare/manad/{arende.public_id}/"
    yield (
        "anordnare, start",
        _logged_in(Ombud.objects.filter(anordnare__isnull=False).last()),
        "/anordnare/?manad=2026-05",
    )
    person = arende.person
    person.namn = f"{person.fornamn} {person.efternamn}"
    yield "the person, her month", _logged_in(person), "/min-manad/2026-05/"
    yield "ekonom, start", ekonom, "/ekonomi/"
    yield "ekonom, a payment", ekonom, f"/ekonomi/betalning/{Utbetalning.objects.last().public_id}/"
    yield "kommun, start", _logged_in(Ombud.objects.filter(kommun__isnull=False).last()), "/kommun/"


def _logged_in(who: Any) -> Any:
    from django.conf import settings  # noqa: PLC0415 - Django is set up now
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 - the same
    from django.test import Client  # noqa: PLC0415 - the same

    from assistans.base import instance  # noqa: PLC0415 - the same
    from assistans.base.clock import swedish_day  # noqa: PLC0415 - the same
    from assistans.desks.login.sessions import begin_in  # noqa: PLC0415 - the same
    from assistans.identity import services  # noqa: PLC0415 - the same
    from assistans.identity.queries import behorigheter  # noqa: PLC0415 - the same

    clock = instance.clock()
    role, *_ = behorigheter(personnummer=who.personnummer, on=swedish_day(clock.now()))
    row = services.log_in(
        personnummer=who.personnummer, namn=who.namn, behorighet=role, evidence={}, clock=clock
    )
    session = SessionStore()
    begin_in(session, row.public_id)
    session.create()
    client = Client(SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


if __name__ == "__main__":
    main()
