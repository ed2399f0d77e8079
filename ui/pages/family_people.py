"""The people of a family with who may decide for whom, and how to reach and find them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date
from liaison_app.language.names import isolate
from ui.pages.family_section import (
    Section,
    change_button,
    menu_button,
    name_button,
    two_lines,
)
from ui.text import joined
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import flat
from ui.widgets.chips import Chip
from ui.widgets.layout import Part, column, flow, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.family import FamilyPage, Place, Point
    from liaison_app.actions.family_people import Authority, Someone
    from ui.pages.family_section import FamilyActions


def people(page: FamilyPage, actions: FamilyActions) -> Section:
    """Everybody of the family, children first."""
    known = flat(
        _("Known"),
        partial(actions.new, "household_member"),
        icon="users",
        name=_("Add someone who belongs to another family too"),
    )
    made = Section(_("People"), _("New"), partial(actions.new, "person"), others=(known,))
    if not page.people:
        made.say(_("Children, caregivers and whoever else belongs to the family stand here."))
    for one in page.people:
        made.add(_person(one, actions))
    return made


def _person(one: Someone, actions: FamilyActions) -> QWidget:
    name = labels.ElidedLabel(one.name, "strong")
    facts = [one.other_name, _years(one.age) if one.age else ""]
    facts += [*one.languages, _("say: {how}").format(how=one.say) if one.say else "", one.days]
    parts: list[Part] = [name]
    about = joined(*facts)
    if about:
        parts.append(labels.small(about))
    also: list[QWidget] = [
        name_button(
            "school",
            joined(school.school, _grade(school.grade), school.teacher),
            partial(actions.edit, "enrollment", school.id),
        )
        for school in one.schools
    ]
    also += [
        name_button(
            "users",
            _("Also with {family}").format(family=isolate(other.name)),
            partial(actions.go, "family", household=other.household),
        )
        for other in one.also_with
    ]
    if also:
        holder = QWidget()
        holder.setLayout(flow(*also, spacing=2))
        parts.append(holder)
    if one.child:
        parts += [_authority(authority, actions) for authority in one.authorities]
    elif one.restricted:
        parts.append(row(Chip(_("Contact restricted"), Tone.DANGER), None))
    change = change_button(one.name, partial(actions.edit, "person", one.id))
    avatar, menu = Avatar(one.name, 36), _menu(one, actions)
    across = row(avatar, column(*parts, spacing=3), change, menu, spacing=4, stretch=1)
    for part in (avatar, change, menu):
        across.setAlignment(part, Qt.AlignmentFlag.AlignTop)
    made = QWidget()
    made.setLayout(across)
    return made


def _menu(one: Someone, actions: FamilyActions) -> QWidget:
    new = actions.new
    entries: list[tuple[str, Callable[[], object]]] = []
    if one.child:
        entries += [
            (_("Who decides…"), partial(new, "relationship", child=one.id)),
            (_("School and grade…"), partial(new, "enrollment", person=one.id)),
        ]
    entries += [
        (_("Language…"), partial(new, "person_language", person=one.id)),
        (_("Phone…"), partial(new, "contact_point", person=one.id)),
        (
            _("When they live here…"),
            partial(actions.edit, "household_member", one.member),
        ),
    ]
    return menu_button(_("Add to {name}").format(name=isolate(one.name)), entries)


def _years(age: str) -> str:
    return ngettext("{count} year", "{count} years", int(age)).format(count=age)


def _grade(grade: str) -> str:
    return _("grade {grade}").format(grade=grade) if grade.isdecimal() else grade


def _authority(one: Authority, actions: FamilyActions) -> QWidget:
    who = _("{relation}: {name}").format(relation=one.relation, name=isolate(one.name))
    rights = list(one.rights)
    if one.may_pick_up:
        rights.append(_("may pick up"))
    if one.rights_until:
        rights.append(_("until {date}").format(date=format_date(one.rights_until)))
    words = labels.text(who if one.relation else one.name)
    marks: list[QWidget] = []
    if one.restricted:
        marks.append(Chip(_("Contact restricted"), Tone.DANGER))
    if one.may_pick_up is False:
        marks.append(Chip(_("Must not pick up"), Tone.DANGER))
    holder = QWidget()
    holder.setLayout(flow(*marks, spacing=6))
    holder.setVisible(bool(marks))
    change = change_button(who, partial(actions.edit, "relationship", one.id))
    made = QWidget()
    made.setLayout(row(two_lines(words, joined(*rights), holder), change, stretch=0))
    return made


def reach(page: FamilyPage, actions: FamilyActions) -> Section:
    """Phones and addresses. A number runs left to right in every language; a click copies it."""
    place = flat(
        _("Address"),
        partial(actions.new, "address"),
        icon="plus",
        name=_("Add an address"),
    )
    made = Section(
        _("Reach them"), _("Phone"), partial(actions.new, "contact_point"), others=(place,)
    )
    if not page.points and not page.places:
        made.say(_("No phone or address yet."))
    for point in page.points:
        made.add(_point(point, actions))
    for one in page.places:
        made.add(_place(one, actions))
    return made


def _point(one: Point, actions: FamilyActions) -> QWidget:
    number: QWidget = labels.Label(one.shown, "muted")  # a number never to use is not offered
    if not one.never:
        copy, name = partial(actions.copy, one.raw), _("Copy {number}").format(number=one.shown)
        number = name_button("copy", one.shown, copy, name=name)
    about = labels.small(joined(one.whose, one.kind, *(n for n in one.notes if not one.never)))
    parts: list[Part] = [row(number, None), about]
    if one.never:
        parts.append(row(Chip(_("Never use"), Tone.DANGER), None))
    change = change_button(one.shown, partial(actions.edit, "contact_point", one.id))
    made = QWidget()
    made.setLayout(row(column(*parts), change, stretch=0))
    return made


def _place(one: Place, actions: FamilyActions) -> QWidget:
    street = labels.Label("\n".join(one.lines), wrap=True, selectable=True)
    parts: list[Part] = [street, labels.small(joined(one.kind, one.directions))]
    if one.unpublished:
        parts.append(row(Chip(_("Never on lists or route sheets"), Tone.WARN), None))
    change = change_button(
        one.lines[0] if one.lines else one.kind, partial(actions.edit, "address", one.id)
    )
    made = QWidget()
    made.setLayout(row(column(*parts), change, stretch=0))
    return made
