"""Every kind of print, one module each, in the order in which a window offers them."""

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.packets.kind import PrintKind
from liaison_app.packets.kinds import (
    activity,
    agreement,
    conference,
    door_note,
    event,
    goal_calendar,
    good_news,
    kit_contents,
    labels,
    language_card,
    leave_behind,
    loan,
    referral,
    rights,
    route,
    school_words,
    sign_in,
    survey,
    welcome,
    what_we_hold,
    who_to_call,
    you_said,
    your_answers,
)

KINDS: dict[str, PrintKind] = {
    one.KIND.name: one.KIND
    for one in (
        welcome,
        door_note,
        leave_behind,
        agreement,
        goal_calendar,
        conference,
        loan,
        kit_contents,
        activity,
        good_news,
        who_to_call,
        rights,
        language_card,
        school_words,
        route,
        labels,
        what_we_hold,
        your_answers,
        you_said,
        referral,
        event,
        sign_in,
        survey,
    )
}


def kind_named(name: str) -> PrintKind:
    """The kind of print of this name.

    Raises:
        InvalidValue: there is none; the message says which there are.
    """
    if name in KINDS:
        return KINDS[name]
    raise InvalidValue(
        _("There is no print “{name}”. There are: {names}.").format(
            name=name, names=", ".join(KINDS)
        )
    )
