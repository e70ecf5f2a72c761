"""A door that is killed by SIGKILL right after one of its steps: `python crashing.py STEP FLAG door …`.

It is an ordinary door until the file FLAG is there.
"""

import importlib
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))
os.environ["DJANGO_SETTINGS_MODULE"] = "assistans.site.settings"

TIDREDOVISNING = {
    "admitted": "elt.soap.admit_all",
    "read": "elt.document.read",
    "verified": "elt.services._verified",
    "committed": "elt.services.store_all",
    "receipt written": "elt.envelope.response",
}
RAKNING = {
    "verified": "rakning.services.verify",
    "lock": "rakning.services._earlier",
    "handling": "rakning.services._keep",
    "rakning": "rakning.services._keep_rakning",
    "kvittens and todo": "rakning.services._acknowledge",
    "committed": "rakning.services.store",
}
STEPS = {**{f"elt {k}": v for k, v in TIDREDOVISNING.items()}, **{f"rest {k}": v for k, v in RAKNING.items()}}


def main(step, flag, *words):
    import django  # noqa: PLC0415 - the settings were just told

    django.setup()
    die_after(STEPS[step], Path(flag))
    from assistans.site import commands  # noqa: PLC0415 - Django must be set up first

    return commands.run(words)


def die_after(place, flag):
    module, _, name = f"assistans.intake.{place}".rpartition(".")
    home = importlib.import_module(module)
    original = getattr(home, name)

    def then_die(*args, **kwargs):
        result = original(*args, **kwargs)
        if flag.exists():
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(home, name, then_die)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
