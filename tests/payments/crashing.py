"""A pay run in a process of its own that is killed by SIGKILL right after one of its steps: `python crashing.py STEP`."""

# ruff: noqa: PLC0415 - Django must be set up before models are loaded

import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ["DJANGO_SETTINGS_MODULE"] = "assistans.site.settings"

STEPS = {
    "lock": "services.take_turn",
    "plan": "services.make_plan",
    "run": "writing.start_run",
    "access": "writing.note_reading",
    "ledger": "writing.post_journals",
    "payments": "writing.write_payments",
    "settlements": "writing.write_settlements",
    "hinder": "writing.write_hinder",
    "file": "writing.write_file",
    "tie": "writing.tie_out",
    "outbox": "writing.ask_for_what_follows",
    "checks": "services._check_now",
    "commit": "services.pay",
    "half_a_file": "os.fsync",
    "named_file": "bankfile.put_whole",
    "file_done": "bankfile.hand_over",
}


def main(step):
    import django

    django.setup()
    from tests.payments.test_services import pay

    from assistans.payments import bankfile, services

    die_after(step)
    pay()
    bankfile.hand_over(clock=_clock())
    services.take_turn()  # never reached


def die_after(step):
    from assistans.payments import bankfile, services, writing

    module, name = STEPS[step].split(".")
    place = {"services": services, "writing": writing, "bankfile": bankfile, "os": os}[module]
    original = getattr(place, name)

    def then_die(*args, **kwargs):
        original(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(place, name, then_die)


def _clock():
    from tests.payments import factories

    return factories.clock()


if __name__ == "__main__":
    main(sys.argv[1])
