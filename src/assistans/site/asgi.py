"""Django as an ASGI application: what the suppliers' door mounts for paths under /v1/."""

from django.core.handlers.asgi import ASGIHandler

from assistans.identity.trust.anchors import TrustFolder
from assistans.intake.elt.app import App, Receive, Scope, Send
from assistans.intake.rest import TRUST


def rest_application(trusted: TrustFolder) -> App:
    """The REST interface, believing signatures under these roots. Django is set up by the command that serves."""
    django = ASGIHandler()

    async def rest(scope: Scope, receive: Receive, send: Send) -> None:
        extensions = {**scope.get("extensions", {}), TRUST: trusted}
        await django({**scope, "extensions": extensions}, receive, send)

    return rest
