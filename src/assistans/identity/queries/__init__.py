"""Who an actor is, what she may do, and in which roles somebody may log in."""

from assistans.identity.queries.behorigheter import Behorighet, behorigheter
from assistans.identity.queries.roles import NotAllowed, actor_of, require_role

__all__ = ["Behorighet", "NotAllowed", "actor_of", "behorigheter", "require_role"]
