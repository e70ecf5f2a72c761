"""Who works here and who acts for others, and every log-in."""

from assistans.identity.services.anvandare import end_anvandare, register_anvandare
from assistans.identity.services.inloggning import keep_proof, log_in
from assistans.identity.services.ombud import end_ombud, register_ombud

__all__ = ["end_anvandare", "end_ombud", "keep_proof", "log_in", "register_anvandare", "register_ombud"]
