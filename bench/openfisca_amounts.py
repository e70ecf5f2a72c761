"""The same amounts by OpenFisca, one person at a time: the peer, in an environment of its own (`requirements-bench.lock`).

Reads JSON from standard input: `belopp_ore` by the first day of each year's schablonbelopp, `minutes` as lists of
aktiv, väntetid and beredskap, `seconds` to measure. Writes JSON: persons a second of CPU time, and the amounts in kronor.
It is given approved minutes in three sums; rows, checks, dates, öre and explanation it does not have.
"""

import json
import sys
import time
from collections.abc import Callable

from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERSON = build_entity(key="person", plural="persons", label="A person", is_person=True)
MONTH = "2018-09"
PARTS = {"aktiv": 28, "vantetid": 7, "beredskap": 4}
"""What a minute is worth, in units of 1/28 minute."""


def _minutes(name: str) -> type[Variable]:
    return type(name, (Variable,), {"value_type": int, "entity": PERSON, "definition_period": DateUnit.MONTH})


class belopp(Variable):  # noqa: N801 - OpenFisca takes the variable's name from its class
    """The amount in kronor."""

    value_type = float
    entity = PERSON
    definition_period = DateUnit.MONTH

    def formula(person, period, parameters):  # noqa: ANN001, ANN201, N805 - the shape that OpenFisca calls
        """Converted time at the hourly amount of the period."""
        units = sum(person(name, period) * worth for name, worth in PARTS.items())
        return units * parameters(period).schablonbelopp / (28 * 60)


def system(belopp_ore: dict[str, int]) -> TaxBenefitSystem:
    """The three kinds of time, the hourly amount by date, and the amount."""
    made = TaxBenefitSystem([PERSON])
    made.add_variables(*map(_minutes, PARTS), belopp)
    values = {day: {"value": ore / 100} for day, ore in belopp_ore.items()}
    made.parameters = ParameterNode(data={"schablonbelopp": {"values": values}})
    return made


def amount(made: TaxBenefitSystem, minutes: list[int]) -> float:
    """One person's amount for the month, in kronor."""
    simulation = SimulationBuilder().build_default_simulation(made, 1)
    for name, value in zip(PARTS, minutes, strict=True):
        simulation.set_input(name, MONTH, [value])
    return float(simulation.calculate("belopp", MONTH)[0])


def per_second(work: Callable[[list[int]], float], given: list[list[int]], seconds: float) -> float:
    """How many are done a second of CPU time."""
    done, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds:
        work(given[done % len(given)])
        done += 1
    return done / spent


def main() -> None:
    """Measure what standard input asks for."""
    asked = json.load(sys.stdin)
    made = system(asked["belopp_ore"])
    amounts = [amount(made, minutes) for minutes in asked["minutes"]]
    speed = per_second(lambda minutes: amount(made, minutes), asked["minutes"], asked["seconds"])
    json.dump({"per_second": speed, "amounts": amounts}, sys.stdout)


if __name__ == "__main__":
    main()
