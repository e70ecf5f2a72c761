"""What a computation rests on in the law: the ground of a computed row, and the choices of policies that it knows."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from assistans.assessment.bedomning import Sparrad
from assistans.law import Law


class Basis(NamedTuple):
    """What a computed row rests on: lagrum as cited on a day, rules, and the policy where the law leaves room."""

    lagrum: str
    regler: tuple[str, ...]
    policy: str | None = None

    def row(self, nyckel: str, resultat: object, enhet: str, varden: Mapping[str, object]) -> Sparrad:
        """Make the row."""
        return Sparrad(nyckel, varden, {}, resultat, enhet, self.lagrum, self.regler, self.policy)


# The same few are asked for in every month that is assessed, and a law never changes.
@lru_cache(maxsize=4096)
def by_parameter(law: Law, name: str, day: date, policy: str | None = None, rule: str = "") -> Basis:
    """Give one parameter or policy as the basis, and perhaps one policy and one rule more; MissingParameterError."""
    parameter = law.parameter(name)
    more = () if rule in {"", *parameter.rules} else (rule,)
    return Basis(
        parameter.lagrum.on(day), (*parameter.rules, *more), policy=name if parameter.grade else policy
    )


@lru_cache(maxsize=4096)
def by_observation(law: Law, kod: str, day: date, policy: str | None = None) -> Basis:
    """Give what the law says of a code as the basis, and perhaps one policy; MissingParameterError."""
    known = law.observation(kod)
    return Basis(known.lagrum.on(day), known.rules, policy)


@lru_cache(maxsize=4096)
def refuse_unknown(law: Law, day: date, /, **known: str | tuple[str, ...]) -> None:
    """Stop unless each policy, by its name, says on a day what the program knows; PolicyError names the one that does not."""
    for name, choices in known.items():
        law.parameter(name).choice(day, *((choices,) if isinstance(choices, str) else choices))
