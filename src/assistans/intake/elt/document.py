"""The document Tidredovisning (interfaces 1.3): safe reading, schema, and the checks that belong at the door.

What a row says is kept as written: a day that its month lacks, minutes over 59 or an end before its start are
observations of that row later (RAD_OGILTIG), so that one wrong row never throws the others.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from assistans.intake import documents
from assistans.intake.elt import contracts
from assistans.intake.xml import Element
from assistans.registers import identifiers

NAMESPACE = "http://schema.forsakringskassan.se/integration/isassistansersattning/tidredovisning/1"
EGEN = "egen"  # the person employs the assistant
MAX_BYTES = 2 * 1024 * 1024
SLAG = {"aktivTid": "aktiv", "vanteTid": "vantetid", "beredskapsTid": "beredskap"}
_NS = f"{{{NAMESPACE}}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TidredovisningDocument:
    """A formally valid time report. Rows are four arrays of equal length; clock times are the text HH.MM as written.

    `digest` is the lower-case hex SHA-256 of the inclusive C14N 1.0 form (what is signed), `sha256` that of the bytes;
    `anordnare` an organisationsnummer (10 digits) or `egen`; `nyckel` the key of repeats with `id` (interfaces 1.6).
    """

    content: bytes
    sha256: bytes
    digest: str
    id: str
    manad: date
    person: str
    assistent: str
    anordnare: str
    kollektivavtal: bool
    rad_dag: tuple[int, ...]
    rad_fran: tuple[str, ...]
    rad_till: tuple[str, ...]
    rad_slag: tuple[str, ...]
    uppgifter: dict[str, object]

    @property
    def nyckel(self) -> str:
        """The organisationsnummer, or the person's number where she is the employer."""
        return self.person if self.anordnare == EGEN else self.anordnare


def read(content: bytes) -> TidredovisningDocument:
    """Read a document. Raises DocumentError: an XML code, SCHEMA, MONTH, DATE, PERIOD_ORDER or CHECK_DIGIT."""
    validator = contracts.validator(contracts.DOCUMENT_XSD)
    root = documents.opened(content, max_bytes=MAX_BYTES, validator=validator, namespace=NAMESPACE)
    digest = documents.signed_digest(root)
    person, assistent = _person(root), _assistent(root)
    rows = root.find(f"{_NS}tidrapport").findall(f"{_NS}rapportRad")
    return TidredovisningDocument(
        content=content,
        sha256=sha256(content).digest(),
        digest=digest,
        id=_text(root, "id"),
        manad=documents.month(_text(root, "redovisningsmanad")),
        person=person,
        assistent=assistent,
        anordnare=_anordnare(root),
        kollektivavtal=_text(root, "assistent/kollektivavtal").strip() in {"true", "1"},
        rad_dag=tuple(int(row[0].text) for row in rows),
        rad_fran=tuple(row[1].text for row in rows),
        rad_till=tuple(row[2].text for row in rows),
        rad_slag=tuple(SLAG[row[3].tag.removeprefix(_NS)] for row in rows),
        uppgifter=_uppgifter(root),
    )


def _person(root: Element) -> str:
    where = "personSomHarAssistans/personnummer"
    return documents.number(_text(root, where), where=where)


def _assistent(root: Element) -> str:
    assistent = root.find(f"{_NS}assistent")
    name = assistent[0].tag.removeprefix(_NS)
    return documents.number(assistent[0].text, where=f"assistent/{name}")


def _anordnare(root: Element) -> str:
    anordnare = root.find(f"{_NS}assistansanordnare")
    if anordnare is None:
        return EGEN
    employer = anordnare.findtext(f"{_NS}annanArbetsgivare/{_NS}organisationsnummer")
    if employer is not None:
        _organisation(employer, "annanArbetsgivare/organisationsnummer")
    number = anordnare.findtext(f"{_NS}organisationsnummer")
    return _organisation(number, "assistansanordnare/organisationsnummer")


def _organisation(text: str, where: str) -> str:
    return documents.number(text, where=where, read=identifiers.organisationsnummer)


def _uppgifter(root: Element) -> dict[str, object]:
    """All else that the document says, as plain data."""
    person, assistent = (root.find(f"{_NS}{name}") for name in ("personSomHarAssistans", "assistent"))
    return {
        "person": _names(person),
        "assistent": {**_names(assistent), "idtyp": assistent[0].tag.removeprefix(_NS)},
        "berakningsperioder": [_period(each) for each in root.findall(f"{_NS}berakningsperiod")],
        "anordnare": _provider(root.find(f"{_NS}assistansanordnare")),
        "telefonnummerAnordnare": _text(root, "telefonnummerAnordnare"),
        "telefonnummerAssistent": root.findtext(f"{_NS}telefonnummerAssistent"),
    }


def _names(element: Element) -> dict[str, str]:
    return {name: element.findtext(f"{_NS}{name}") for name in ("fornamn", "efternamn")}


def _period(element: Element) -> dict[str, str]:
    first, last = (documents.day(each.text, where="a berakningsperiod") for each in element)
    first, last = documents.period(first, last, where="a berakningsperiod")
    return {"from": first.isoformat(), "to": last.isoformat()}


def _provider(element: Element | None) -> dict[str, object] | None:
    if element is None:
        return None
    fields = {
        name: element.findtext(f"{_NS}{name}") for name in ("anordnareNamn", "kontaktperson", "telefonnummer")
    }
    employment = element[-1]
    employer = {child.tag.removeprefix(_NS): child.text for child in employment}
    return {**fields, "anstallning": employment.tag.removeprefix(_NS), "arbetsgivare": employer or None}


def _text(root: Element, path: str) -> str:
    return root.findtext("/".join(_NS + name for name in path.split("/")))
