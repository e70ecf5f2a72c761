import hashlib
import hmac
from urllib.parse import parse_qs, urlsplit

import pytest

from assistans.identity.bankid.starting import app_address, qr_text

TOKEN, SECRET = "67df3917-fa0d-44e5-b327-edcc928297f8", "d28db9a7-4cde-429e-a983-359be676944c"


def test_the_qr_code_is_that_of_bankids_own_example():
    # developers.bankid.com, "QR codes": the first code (time 0) for this token and secret.
    expected = "dc69358e712458a66a7525beef148ae8526b1c71610eff2c16cdffb4cdac9bf8"
    assert qr_text(start_token=TOKEN, start_secret=SECRET, seconds=0) == f"bankid.{TOKEN}.0.{expected}"


@pytest.mark.parametrize("seconds", [1, 2, 59])
def test_each_second_has_a_code_of_its_own(seconds):
    proof = hmac.new(SECRET.encode(), str(seconds).encode(), hashlib.sha256).hexdigest()
    assert (
        qr_text(start_token=TOKEN, start_secret=SECRET, seconds=seconds)
        == f"bankid.{TOKEN}.{seconds}.{proof}"
    )


def test_the_real_app_is_opened_by_its_own_scheme():
    address = app_address(auto_start_token=TOKEN, back="https://assistans.example/x/?a=1&b=2", app=None)
    assert address.startswith("bankid:///?autostarttoken=")
    assert parse_qs(urlsplit(address).query)["redirect"] == ["https://assistans.example/x/?a=1&b=2"]


def test_the_simulator_is_opened_at_its_page():
    address = app_address(auto_start_token=TOKEN, back="http://127.0.0.1:8080/", app="http://127.0.0.1:8081/")
    assert address.startswith("http://127.0.0.1:8081/?autostarttoken=67df")
