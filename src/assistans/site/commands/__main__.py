"""`python -m assistans.site.commands NAME …`: how the supervisor starts its children."""

import sys

from assistans.site.commands import run

sys.exit(run(sys.argv[1:]))
