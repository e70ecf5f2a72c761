"""The ports that the processes of `assistans serve` listen on unless told otherwise."""

from typing import Final

LOOPBACK: Final = "127.0.0.1"
PAGES: Final = 8080
BANKID_APP: Final = 8081
DOOR: Final = 8443
BANKID_API: Final = 8444
