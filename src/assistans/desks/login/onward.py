"""Where to go after: only to our own pages, and only to one that the role may open."""

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from assistans.desks.web.access import UnguardedView, roles_of
from assistans.identity.roles import Roll

HOME = "/"
LONGEST = 500


def own_address(request: HttpRequest, said: str) -> str:
    """A path of ours as somebody said it in an address, or the start page."""
    is_ours = url_has_allowed_host_and_scheme(said, allowed_hosts=None, require_https=request.is_secure())
    return said if is_ours and said.startswith("/") and len(said) <= LONGEST else HOME


def address_for(roll: Roll, said: str) -> str:
    """The path of ours that somebody in a role may open, or the start page."""
    try:
        roles = roles_of(resolve(said.partition("?")[0]).func)
    except (Resolver404, UnguardedView):
        return HOME
    return said if roles and roll in roles else HOME
