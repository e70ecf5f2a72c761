"""Where BankID is, and who we are there: all of it told by the environment, or nothing works."""

import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

URL: Final = "ASSISTANS_BANKID_URL"
CERTIFICATE: Final = "ASSISTANS_BANKID_CERTIFICATE"
KEY: Final = "ASSISTANS_BANKID_KEY"
CA: Final = "ASSISTANS_BANKID_CA"
APP: Final = "ASSISTANS_BANKID_APP"
NEEDED: Final = (URL, CERTIFICATE, KEY, CA)


class BankidNotConfigured(Exception):
    """Nobody can log in or sign: the text says which settings are missing or cannot be used, in English for operators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankidSettings:
    """The service's address, our RP certificate with its key, and the authority that BankID's server is issued by (PEM).

    `app` is the address of the simulator's pages, None where people have the real app.
    """

    url: str
    certificate: Path
    key: Path
    ca: Path
    app: str | None = None

    def context(self) -> ssl.SSLContext:
        """Mutual TLS 1.2 or newer, trusting only `ca`. Raises BankidNotConfigured."""
        try:
            context = ssl.create_default_context(cafile=self.ca)
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            context.load_cert_chain(self.certificate, self.key)
        except (OSError, ssl.SSLError) as error:
            raise BankidNotConfigured(
                f"{CERTIFICATE}, {KEY} or {CA} cannot be used: {error}. Each is a PEM file; the key without a passphrase."
            ) from None
        return context


def told(environment: Mapping[str, str] = os.environ) -> BankidSettings:
    """The settings as the environment tells them. Raises BankidNotConfigured."""
    missing = [name for name in NEEDED if not environment.get(name)]
    if missing:
        raise BankidNotConfigured(
            f"Set {', '.join(missing)}: without them nobody can log in or sign with BankID."
        )
    if not environment[URL].startswith("https://"):
        raise BankidNotConfigured(f"{URL} must begin with https://: BankID is never asked without TLS.")
    certificate, key, ca = (Path(environment[name]) for name in (CERTIFICATE, KEY, CA))
    return BankidSettings(
        url=environment[URL], certificate=certificate, key=key, ca=ca, app=environment.get(APP) or None
    )
