"""The table of a month's actions: each is one form and one use case of casework."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from assistans.assessment.words import listed
from assistans.base.clock import Clock
from assistans.casework import services
from assistans.casework.errors import Hinder
from assistans.casework.models import Manadsarende
from assistans.desks.components.words import day, duration, kronor
from assistans.desks.handlaggare import forms
from assistans.desks.handlaggare.steps.completions import RAKNING
from assistans.desks.handlaggare.steps.step import Act
from assistans.desks.web.texts import BESLUT, UTFALL
from assistans.facts import SLAG
from assistans.intake.models import Handling
from assistans.registers.models import Assistent
from assistans.timeline.quantities import parse_duration


class NotThere(Hinder):
    """What an action speaks of is not in the month, or no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An action asked for: in which month, of what (`target`), what was written, by whom."""

    arende: Manadsarende
    target: str
    said: dict[str, Any]
    by: str
    clock: Clock

    @property
    def who(self) -> dict[str, Any]:
        """Who acts and when, as every use case is told."""
        return {"by": self.by, "clock": self.clock}


@dataclass(frozen=True, slots=True)
class Action:
    """One action: its form, and what it does; it gives the sentence that tells what has happened."""

    form: type[forms.ActForm]
    run: Callable[[Asked], str]


def perform(asked: Asked, name: str) -> str:
    """Carry out an action; gives what has happened and what the month is now. Raises Hinder."""
    return f"{ACTIONS[name].run(asked)} {_month_now(asked.arende)}"


def bound(name: str, target: str, data: Any) -> forms.ActForm:
    """The form that was sent, as far as it can be read without the page it stood on."""
    return ACTIONS[name].form(Act(name=name, target=target, label=name, heading=name), data)


def _approve(asked: Asked) -> str:
    services.approve_minutes(**_position(asked))
    return "Tiden är godkänd."


def _refuse(asked: Asked) -> str:
    services.refuse_minutes(**_position(asked))
    return "Tiden nekas när månaden beslutas."


def _position(asked: Asked) -> dict[str, Any]:
    said = asked.said
    urval = services.Urval(
        rapport=_report(said["rapport"]) if said["rapport"] else None,
        dag=said["dag"],
        fran=said["fran"],
        till=said["till"],
    )
    return {"arende": asked.arende, "kod": asked.target, "urval": urval, "skal": said["skal"], **asked.who}


def _complete(asked: Asked) -> str:
    made = services.ask_for_completion(
        arende=asked.arende,
        text=asked.said["text"],
        sista_dag=asked.said["sista_dag"],
        **_of_report(asked.said["vad"]),
        **asked.who,
    )
    return f"Kompletteringen är begärd, svar senast den {day(made.sista_dag)}."


def _of_report(tx_id: str) -> dict[str, Any]:
    if tx_id == RAKNING:
        return {}
    report = _report(tx_id).tidredovisning
    return {"assistent": Assistent.objects.get(idnummer=report.assistent), "anordnare": report.anordnare}


def _answer(asked: Asked) -> str:
    row = _own(asked.arende.komplettering_set, asked.target)
    said = asked.said
    services.answer_completion(komplettering=row, svar=said["svar"], inkom=said["inkom"], **asked.who)
    return "Svaret är antecknat."


def _communicate(asked: Asked) -> str:
    said = asked.said
    services.communicate(arende=asked.arende, text=said["text"], svar_senast=said["svar_senast"], **asked.who)
    return f"Kommuniceringen är antecknad. Personen kan svara till och med den {day(said['svar_senast'])}."


def _hear(asked: Asked) -> str:
    row = _own(asked.arende.kommunicering_set, asked.target)
    said = asked.said
    services.answer_hearing(kommunicering=row, text=said["svar"], inkom=said["inkom"], **asked.who)
    return "Personens yttrande är antecknat."


def _decide(asked: Asked) -> str:
    skal = services.Skal(**{name: asked.said.get(name, "") for name in _REASONS})
    beslut = services.decide(arende=asked.arende, skal=skal, **asked.who)
    told = f"Månaden är beslutad: {BESLUT[beslut.kind].lower()}, {kronor(beslut.belopp_ore)}."
    if services.needs_attest(beslut, asked.clock):
        return f"{told} En annan person måste attestera innan något betalas."
    return told


_REASONS: Final = ("motivering", "kvar", "utan_kommunicering")


def _attest(asked: Asked) -> str:
    beslut = _own(asked.arende.manadsbeslut_set, asked.target)
    services.attest(beslut=beslut, skal=asked.said["skal"], **asked.who)
    return "Beslutet är attesterat och gäller."


def _send_back(asked: Asked) -> str:
    beslut = _own(asked.arende.manadsbeslut_set, asked.target)
    services.send_back(beslut=beslut, skal=asked.said["skal"], **asked.who)
    return "Beslutet är återlämnat och månaden ska beslutas på nytt."


def _withdraw(asked: Asked) -> str:
    position = _own(asked.arende.stallningstagande_set, asked.target)
    services.withdraw_position(position=position, skal=asked.said["skal"], **asked.who)
    return "Ställningstagandet är återtaget."


def _set_aside(asked: Asked) -> str:
    _count(asked, counts=False)
    return "Tidsredovisningen är lagd åt sidan."


def _count_again(asked: Asked) -> str:
    _count(asked, counts=True)
    return "Tidsredovisningen räknas igen."


def _count(asked: Asked, *, counts: bool) -> None:
    rapport = _report(asked.target)
    services.set_aside_report(
        arende=asked.arende, rapport=rapport, counts=counts, skal=asked.said["skal"], **asked.who
    )


def _finish(asked: Asked) -> str:
    uppgift = _own(asked.arende.uppgift_set, asked.target)
    services.finish_uppgift(uppgift=uppgift, skal=asked.said["skal"], **asked.who)
    return "Uppgiften är avslutad."


def _jav(asked: Asked) -> str:
    services.report_jav(person=asked.arende.person, anvandare=asked.by, skal=asked.said["skal"], **asked.who)
    return "Jävet är antecknat. En annan handläggare tar ärendet."


ACTIONS: Final = {
    "godkann": Action(forms.PositionForm, _approve),
    "neka": Action(forms.PositionForm, _refuse),
    "komplettera": Action(forms.CompletionForm, _complete),
    "anteckna-svar": Action(forms.AnswerForm, _answer),
    "kommunicera": Action(forms.CommunicateForm, _communicate),
    "anteckna-yttrande": Action(forms.AnswerForm, _hear),
    "besluta": Action(forms.DecideForm, _decide),
    "attestera": Action(forms.AttestForm, _attest),
    "aterlamna": Action(forms.ReasonForm, _send_back),
    "aterta": Action(forms.ReasonForm, _withdraw),
    "lagg-at-sidan": Action(forms.ReasonForm, _set_aside),
    "rakna-igen": Action(forms.ReasonForm, _count_again),
    "avsluta": Action(forms.ReasonForm, _finish),
    "jav": Action(forms.ReasonForm, _jav),
}
JAV: Final = "jav"


def _own(rows: QuerySet[Any], target: str) -> Any:
    """The month's own row with a public id. Raises NotThere."""
    found = rows.filter(public_id=_uuid(target)).first()
    if found is None:
        raise NotThere("Det som åtgärden gäller finns inte längre i månaden. Läs sidan igen.")
    return found


def _report(tx_id: str) -> Handling:
    found = Handling.objects.defer("innehall").filter(tx_id=_uuid(tx_id), slag=Handling.Slag.TIDREDOVISNING)
    row = found.first()
    if row is None:
        raise NotThere("Tidsredovisningen finns inte längre. Läs sidan igen.")
    return row


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _month_now(arende: Manadsarende) -> str:
    """What the month is after the action: its outcome and its time."""
    now = Manadsarende.objects.get(pk=arende.pk)
    if now.resultat is None:
        return "Månaden kan inte bedömas ännu."
    words = {"godkand": "godkänt", "vantar": "väntar", "stoppad": "ersätts inte"}
    times = {
        word: sum(parse_duration(now.resultat[key][slag]) for slag in SLAG) for key, word in words.items()
    }
    told = listed([f"{duration(minutes)} {word}" for word, minutes in times.items() if minutes])
    return f"Månaden är nu: {UTFALL[now.utfall].lower()}{f' ({told})' if told else ''}."
