"""The demo's connection to the door, as a supplier has it."""

import pytest
from tests.intake import signing
from tests.intake.elt.running import free_port

from assistans.site.demo.messages import raw_soap
from assistans.site.demo.sending import Certificate, Client


@pytest.fixture
def files():
    made = signing.pki().supplier(organisationsnummer="5590000005", namn="Systemet AB")
    return Certificate(made.certificate, made.key)


@pytest.mark.network
@pytest.mark.usefixtures("socket_enabled")
def test_a_door_that_nobody_opens_is_told_as_such(files):
    client = Client(port=free_port(), trust=signing.pki().supplier_ca, certificate=files)
    with pytest.raises(ConnectionRefusedError):
        client.post(raw_soap(b""))
    client.close()
