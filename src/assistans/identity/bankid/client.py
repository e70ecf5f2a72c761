"""The relying party's four calls: auth, sign, collect, cancel."""

import base64
from functools import cache
from typing import Any, Final

import httpx

from assistans.identity.bankid import answers, settings
from assistans.identity.bankid.answers import AnswerNotUnderstood, Collected, Order
from assistans.identity.bankid.messages import error_text
from assistans.identity.bankid.settings import BankidSettings

SECONDS: Final = 10.0
VISIBLE_CHARACTERS: Final = 40_000  # in Base64, as the API counts
NON_VISIBLE_CHARACTERS: Final = 200_000
OK: Final = 200
UNREACHABLE: Final = "unreachable"  # our own codes, beside those of the API
NOT_UNDERSTOOD: Final = "notUnderstood"


class BankidError(Exception):
    """BankID said no, or could not be asked. `code` is the API's errorCode or ours; the text is for the user, in Swedish."""

    def __init__(self, code: str) -> None:
        super().__init__(error_text(code))
        self.code = code


class TextTooLong(ValueError):
    """A text to show or bind is longer than BankID takes."""


class Bankid:
    """BankID's RP API v6.0. One object keeps its connections open and may be used by several threads."""

    def __init__(self, told: BankidSettings, *, transport: httpx.BaseTransport | None = None) -> None:
        """`transport` takes the place of the network, in tests. Raises BankidNotConfigured."""
        self.app = told.app
        self._http = httpx.Client(
            base_url=f"{told.url.rstrip('/')}/rp/v6.0/",
            verify=True if transport else told.context(),
            transport=transport,
            timeout=SECONDS,
            trust_env=False,
            follow_redirects=False,
        )

    def auth(self, *, end_user_ip: str, visible_text: str, non_visible_data: str, return_url: str) -> Order:
        """Ask somebody to identify herself, having seen a text; the app then opens `return_url`. Raises BankidError."""
        texts = _texts(visible_text, non_visible_data)
        return self._start("auth", {"endUserIp": end_user_ip, "returnUrl": return_url, **texts})

    def sign(
        self,
        *,
        end_user_ip: str,
        visible_text: str,
        non_visible_data: str,
        personal_number: str,
        return_url: str,
    ) -> Order:
        """Ask one person (12 digits) to sign a text, and with it what she does not see. Raises BankidError, TextTooLong."""
        requirement = {"personalNumber": personal_number}
        texts = _texts(visible_text, non_visible_data)
        asked = {"endUserIp": end_user_ip, "returnUrl": return_url, "requirement": requirement, **texts}
        return self._start("sign", asked)

    def collect(self, *, order_ref: str) -> Collected:
        """Ask what has become of an order; a finished one answers once. Raises BankidError."""
        return _understood(answers.collected, self._call("collect", {"orderRef": order_ref}))

    def cancel(self, *, order_ref: str) -> None:
        """Take an order back. Raises BankidError."""
        self._call("cancel", {"orderRef": order_ref})

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _start(self, method: str, asked: dict[str, Any]) -> Order:
        return _understood(answers.order, self._call(method, asked))

    def _call(self, method: str, asked: dict[str, Any]) -> Any:
        try:
            answer = self._http.post(method, json=asked)
            data = answer.json()
        except httpx.HTTPError:
            raise BankidError(UNREACHABLE) from None
        except ValueError:
            raise BankidError(NOT_UNDERSTOOD) from None
        if answer.status_code != OK:
            raise BankidError(_error_code(data))
        return data


@cache
def service() -> Bankid:
    """This process's BankID, as its environment tells. Raises BankidNotConfigured."""
    return Bankid(settings.told())


def _understood(read: Any, data: Any) -> Any:
    try:
        return read(data)
    except AnswerNotUnderstood:
        raise BankidError(NOT_UNDERSTOOD) from None


def _error_code(data: Any) -> str:
    code = data.get("errorCode") if isinstance(data, dict) else None
    return code if isinstance(code, str) else NOT_UNDERSTOOD


def _texts(visible: str, non_visible: str) -> dict[str, str]:
    return {
        "userVisibleData": _base64(visible, VISIBLE_CHARACTERS),
        "userNonVisibleData": _base64(non_visible, NON_VISIBLE_CHARACTERS),
    }


def _base64(text: str, most: int) -> str:
    encoded = base64.b64encode(text.encode()).decode()
    if len(encoded) > most:
        raise TextTooLong(f"The text is {len(encoded)} characters in Base64; BankID takes {most}.")
    return encoded
