"""What stands in a form, as a draft holds it, and back again, cursor and all."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit

from liaison_app.errors import InvalidValue
from liaison_app.records.declare import Kind
from ui.forms.written import LongTextEditor, NoteEdit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.forms.editor import Editor
    from ui.forms.rows import Form
    from ui.forms.spec import Value


def kept(form: Form) -> dict[str, Any]:
    """The values as JSON holds them; files, and what cannot be read yet, are left out."""
    found = {name: _as_json(row.editor) for name, row in form.rows.items()}
    return {name: value for name, value in found.items() if value is not None}


def show(form: Form, values: Mapping[str, Any]) -> None:
    """Show values that `kept` gave; a row that is not there any more is passed over."""
    for name, value in values.items():
        if name in form.rows:
            row = form.rows[name]
            row.editor.set_value(_from_json(row.spec.kind, value))


def cursor(form: Form) -> tuple[str, int]:
    """The row that has the keyboard and where its text cursor stands; "" and 0 for none."""
    for name, row in form.rows.items():
        control = row.editor.control
        if not control.hasFocus():
            continue
        if isinstance(control, QLineEdit):
            return name, control.cursorPosition()
        return name, control.textCursor().position() if isinstance(control, NoteEdit) else 0
    return "", 0


def put_cursor(form: Form, name: str, place: int) -> bool:
    """Give a row the keyboard, with the text cursor where it stood; says whether it is there."""
    row = form.rows.get(name)
    if row is None:
        return False
    control = row.editor.control
    row.editor.setFocus()
    if isinstance(control, QLineEdit):
        control.setCursorPosition(place)
    elif isinstance(control, NoteEdit):
        moved = QTextCursor(control.document())
        moved.setPosition(min(place, len(control.toPlainText())))
        control.setTextCursor(moved)
    return True


def long_texts(form: Form) -> list[NoteEdit]:
    """The boxes for long text."""
    editors = [row.editor for row in form.rows.values()]
    return [one.edit for one in editors if isinstance(one, LongTextEditor)]


def _as_json(editor: Editor) -> Any:
    try:
        value = editor.value()
    except InvalidValue:
        return None
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if isinstance(value, str | int | bool) else None


def _from_json(kind: Kind, value: Any) -> Value:
    if kind is Kind.DATE:
        return date.fromisoformat(str(value))
    if kind is Kind.TIME:
        return datetime.fromisoformat(str(value))
    return value if isinstance(value, str | int | bool) else None
