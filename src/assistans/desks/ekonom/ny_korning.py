"""A run by hand: tried first, then paid. Who asks twice finds nothing left: what is paid once is never due again."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assistans.assessment.words import day_text
from assistans.desks.components import words
from assistans.desks.ekonom.korningar import COMING_DAYS
from assistans.desks.ekonom.words import counted, hinder_words
from assistans.desks.web.access import SEE_OTHER, requires
from assistans.desks.web.reader import actor_of, clock_of, today_of
from assistans.identity.roles import Roll
from assistans.law import builtin
from assistans.payments import bankprofil, paydays, services
from assistans.payments.outcome import Korningsresultat
from assistans.payments.writing import DoesNotTieOut

PAY = "betala"
FURTHEST: Final = timedelta(days=62)
"""A day further ahead is a slip of the pen: money would be posted as on its way to the bank for years."""


class RunForm(forms.Form):
    """Which day a run is for, and why on another day than a pay day."""

    dag = forms.DateField(
        label="Betalningsdag",
        help_text="Den dag som pengarna ska finnas hos mottagaren.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Skriv en dag.", "invalid": "Skriv dagen som åååå-mm-dd."},
    )
    skal = forms.CharField(
        label="Skäl, om dagen inte är en utbetalningsdag",
        help_text="Sparas i körningen. Lämna tomt på en utbetalningsdag.",
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_dag(self) -> date:
        """Refuse a day far ahead."""
        dag: date = self.cleaned_data["dag"]
        if dag > self._today + FURTHEST:
            raise forms.ValidationError("Dagen ligger mer än två månader fram. Kontrollera året och månaden.")
        return dag


@requires(Roll.EKONOM)
@require_http_methods(["GET", "HEAD", "POST"])
def new_run(request: HttpRequest) -> HttpResponse:
    """Try a run, which writes nothing, or carry it out."""
    today = today_of(request)
    days = paydays.coming(law=builtin(), first=today, number=COMING_DAYS)
    form = RunForm(request.POST or None, today=today, initial={"dag": request.GET.get("dag") or days[0]})
    result = _run(request, form) if request.method == "POST" and form.is_valid() else None
    if result is not None and PAY in request.POST:
        return _done(request, result)
    return render(request, "desks/ekonom/new_run.html", {"form": form, "days": days, **_tried(result)})


def _run(request: HttpRequest, form: RunForm) -> Korningsresultat | None:
    """What the run gives; None when it was refused, and then the form says why."""
    try:
        return services.pay(
            dag=form.cleaned_data["dag"],
            by=actor_of(request),
            clock=clock_of(request),
            law=builtin(),
            profil=bankprofil.here(),
            anyway=form.cleaned_data["skal"],
            dry_run=PAY not in request.POST,
        )
    except paydays.WrongDay as error:
        form.add_error("skal", str(error))
    except DoesNotTieOut as error:
        form.add_error(None, str(error))
    except bankprofil.MissingBankprofil:
        form.add_error(None, _NO_PROFILE)
    return None


_NO_PROFILE = (
    "Det står inte vilket konto som betalar, så inget kan betalas. "
    "Be den som sköter systemet att skriva bankprofilen (bank.toml)."
)


def _tried(result: Korningsresultat | None) -> dict[str, Any]:
    if result is None:
        return {}
    return {
        "result": result,
        "payments": counted(result.antal, "betalning", "betalningar"),
        "hinder": [(hinder_words(row.kod), row) for row in result.hinder],
    }


def _done(request: HttpRequest, result: Korningsresultat) -> HttpResponse:
    if result.korning is None:
        messages.info(request, f"Inget nytt att betala den {day_text(result.dag)}. Inget har skrivits.")
        return HttpResponseRedirect(reverse("ekonom:start"), status=SEE_OTHER)
    paid = f"{counted(result.antal, 'betalning', 'betalningar')}, {words.kronor(result.belopp_ore)}"
    messages.success(request, f"Körning {result.nummer} för {day_text(result.dag)} är gjord: {paid}.")
    return HttpResponseRedirect(reverse("ekonom:run", args=[result.korning]), status=SEE_OTHER)
