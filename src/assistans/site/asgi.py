"""Django as an ASGI application: what the suppliers' door mounts for paths under /v1/."""

import os

from django.core.asgi import get_asgi_application

from assistans.identity.trust.anchors import TrustFolder
from assistans.intake.elt.app import App, Receive, Scope, Send
from assistans.intake.rest import TRUST


def rest_application(trusted: TrustFolder) -> App:
    """The REST interface, believing signatures under these roots."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assistans.site.settings")
    django = get_asgi_application()

    async def rest(scope: Scope, receive: Receive, send: Send) -> None:
        extensions = {**scope.get("extensions", {}), TRUST: trusted}
        await django({**scope, "extensions": extensions}, receive, send)

    return rest
