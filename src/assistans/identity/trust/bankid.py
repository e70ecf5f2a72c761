"""The roots that signatures by BankID lead to, as the environment of this process tells."""

import os
from functools import cache
from pathlib import Path
from typing import Final

from assistans.identity.trust.anchors import TrustError, TrustFolder

TRUST_BANKID: Final = "ASSISTANS_TRUST_BANKID"


def bankid_roots() -> tuple[bytes, ...]:
    """The trusted roots in DER, read anew when the folder changes. Raises TrustError where none is told."""
    folder = os.environ.get(TRUST_BANKID)
    if not folder:
        raise TrustError(
            f"Set {TRUST_BANKID} to a folder of PEM files: without roots no signature is believed."
        )
    return _folder(folder).anchors()


@cache
def _folder(name: str) -> TrustFolder:
    return TrustFolder(Path(name))
