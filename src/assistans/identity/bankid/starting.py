"""How the app is started: a link on the same device, an animated QR code for another."""

import hmac
from typing import Final
from urllib.parse import urlencode

REAL_APP: Final = "bankid:///"


def app_address(*, auto_start_token: str, back: str, app: str | None) -> str:
    """The link that opens the BankID app (or the simulator's page `app`) and leads back to an absolute address after."""
    return f"{app or REAL_APP}?{urlencode({'autostarttoken': auto_start_token, 'redirect': back})}"


def qr_text(*, start_token: str, start_secret: str, seconds: int) -> str:
    """What the QR code says so many whole seconds after the order was started; a new one each second."""
    proof = hmac.new(start_secret.encode(), str(seconds).encode(), "sha256").hexdigest()
    return f"bankid.{start_token}.{seconds}.{proof}"
