"""What would be given of one family to one recipient outside the team, for one purpose.

Nothing is written here: a person sees exactly what would leave, value by value, and why the rest
stays. `giving` then gives it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from liaison_app.actions import share_pages
from liaison_app.actions.share_checks import Problem, cautions, recipient_in_family
from liaison_app.actions.share_grounds import Ground, ground_for
from liaison_app.actions.share_purposes import chosen_fields, purpose_named
from liaison_app.actions.share_values import Scope, Value, collect, scope_of
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.language.names import clean_text
from liaison_app.packets.kept_out import kept_out
from liaison_app.packets.recipients import circle
from liaison_app.records.sharing import Basis, Form

if TYPE_CHECKING:
    from liaison_app.actions.share_purposes import Purpose, Source
    from liaison_app.packets.recipients import Circle
    from liaison_app.workspace import Workspace

MOST_WORDS = 120
"""Characters of a recipient: they stand at the foot of every page."""

_ENDINGS = {Form.PDF: ".pdf", Form.CSV: ".csv", Form.JSON: ".json"}


@dataclass(frozen=True)
class Request:
    """What somebody wants to give.

    Attributes:
        household: id of the family.
        purpose: its name or words.
        recipient: to whom, as typed; for the family's own copy an adult of it, by id or name.
        person: id of the one whom it is about; "" for the whole family.
        fields: those of the purpose that stay ticked; None for all.
        left_out: keys of values that are not needed after all.
        form: as what.
        until: the last day on which they may have it; None for as the purpose says.
        exception: the legal exception in place of a consent; None for none.
        reason: of the exception.
        despite_protection: the family's address is protected, and it wants this all the same.
        beside: tag of the language beside the office's on pages: "" for none, None for the
            family's own.
    """

    household: str
    purpose: str
    recipient: str
    person: str = ""
    fields: tuple[str, ...] | None = None
    left_out: frozenset[str] = frozenset()
    form: Form = Form.PDF
    until: date | None = None
    exception: Basis | None = None
    reason: str = ""
    despite_protection: bool = False
    beside: str | None = None


@dataclass(frozen=True)
class Preview:
    """What exactly will be given, or why nothing will be.

    Attributes:
        recipient: as it will be written down.
        reader: id of the adult of the family who gets it; "" for somebody outside.
        fields: the fields that were chosen.
        values: every value, in order.
        held: sentences about what stays out, and why.
        ground: what allows it.
        ground_words: the same in words.
        until: the last day on which they may have it.
        problems: what stops it, then what to know.
        digest: of all that a person saw; what is written must be the same.
        content: the file; empty if something stops it.
        code: stands on it, and is its name.
    """

    request: Request
    purpose: Purpose
    recipient: str
    reader: str
    fields: tuple[Source, ...]
    values: tuple[Value, ...]
    held: tuple[str, ...]
    ground: Ground
    ground_words: str
    until: date
    problems: tuple[Problem, ...]
    digest: str
    code: str = ""
    content: bytes = field(default=b"", repr=False)

    @property
    def red(self) -> bool:
        """Whether something stops it."""
        return any(one.red for one in self.problems)

    @property
    def file_name(self) -> str:
        """What a file of it is called: it names nobody."""
        return self.code + _ENDINGS[self.request.form]


def preview(workspace: Workspace, request: Request, *, code: str = "") -> Preview:
    """Show exactly what would be given, and what stops it. Writes nothing.

    Args:
        workspace: where the family is.
        request: what is wanted.
        code: of an earlier preview, so that pages stay the same; "" for a new one.

    Raises:
        UnknownRecord: there is no such family.
        InvalidValue: no such purpose, field, person or day; or no recipient.
    """
    purpose = purpose_named(workspace, request.purpose)
    around = circle(workspace, request.household)
    recipient = recipient_typed(request.recipient)
    reader = recipient_in_family(around, recipient) if purpose.own else ""
    recipient = _called(workspace, around, reader) or recipient
    fields = chosen_fields(purpose, request.fields)
    ground = _ground(workspace, around, request, purpose, recipient=recipient, reader=reader)
    scope = _scope(workspace, around, request, ground, reader)
    kept = kept_out(workspace, around, around.candidate(scope.adult), own_street=True)
    found = collect(
        workspace,
        around,
        scope,
        fields,
        kept=kept,
        ground=ground,
        left_out=request.left_out,
    )
    until = _until(workspace, request, purpose, ground)
    made = Preview(
        request=request,
        purpose=purpose,
        recipient=recipient,
        reader=reader,
        fields=fields,
        values=tuple(found.values),
        held=found.words(),
        ground=ground,
        ground_words=share_pages.ground_words(workspace, ground),
        until=until,
        problems=cautions(
            around, kept, ground, recipient, reader=reader, scope=scope, request=request
        ),
        digest="",
    )
    made = replace(made, digest=digest_of(made))
    if made.red or not made.values:
        return made if made.red else _nothing(made)
    return share_pages.written(workspace, made, code)


def recipient_typed(typed: str) -> str:
    """To whom something is given, as it is written down: one line that fits on a page.

    Raises:
        InvalidValue: nobody is named, or it is too long.
    """
    name = " ".join(clean_text(typed).split())
    if not any(one.isalnum() for one in name):
        raise InvalidValue(_("Say who gets it: the name of a clinic, a school or a person."))
    if len(name) > MOST_WORDS:
        raise InvalidValue(
            _("The recipient's name has {count} characters; at most {most} fit on a page.").format(
                count=len(name), most=MOST_WORDS
            )
        )
    return name


def _called(workspace: Workspace, around: Circle, person: str) -> str:
    return share_pages.called(workspace, person) if person and around.candidate(person) else ""


def _ground(
    workspace: Workspace,
    around: Circle,
    request: Request,
    purpose: Purpose,
    *,
    recipient: str,
    reader: str,
) -> Ground:
    if purpose.own:
        return Ground(Basis.OWN_REQUEST, giver=reader)
    people = (request.person,) if request.person else tuple(one.id for one in around.children)
    return ground_for(
        workspace,
        around,
        people,
        purpose,
        recipient,
        exception=request.exception,
        reason=request.reason,
    )


def _scope(
    workspace: Workspace, around: Circle, request: Request, ground: Ground, reader: str
) -> Scope:
    """About whom: the adult who said yes or asked, else the first contact; nobody restricted."""
    person = request.person
    known = {one.id for one in around.children} | {one.person.id for one in around.candidates}
    if person and person not in known:
        raise InvalidValue(
            _("This person is not of this family, or must not be contacted about its children.")
        )
    grown = person if around.candidate(person) else ""
    first = around.first.person.id if around.first else ""
    adult = grown or reader or ground.giver or first
    return scope_of(workspace, around, person, adult if around.candidate(adult) else "")


def _until(workspace: Workspace, request: Request, purpose: Purpose, ground: Ground) -> date:
    """The last day on which they may have it: never after the consent ends."""
    today = workspace.today()
    until = request.until or today + timedelta(days=purpose.days)
    if until < today:
        raise InvalidValue(_("The day until which they may keep it has passed."))
    return min(until, ground.until) if ground.until else until


def _nothing(made: Preview) -> Preview:
    why = _("There is nothing to give: none of these fields has a value that may go out.")
    return replace(made, problems=(*made.problems, Problem("nothing", why, red=True)))


def digest_of(made: Preview) -> str:
    """Of what a person saw: to whom, for what, on what ground, until when, and every value."""
    seen = [
        made.recipient,
        made.reader,
        made.purpose.name,
        made.purpose.label,
        str(made.ground),
        made.until.isoformat(),
        *(repr((one.key, one.about, one.label, one.words)) for one in made.values),
        *(one.code for one in made.problems),
    ]
    return hashlib.sha256("\x1f".join(seen).encode()).hexdigest()
