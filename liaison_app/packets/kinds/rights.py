"""The rights sheet: what a family may ask of the school, and where to complain."""

from __future__ import annotations

from liaison_app.language.catalogues import N_, P_
from liaison_app.packets.kind import PrintKind

# Translators: The title of a page about the rights of families at school.
TITLE = P_("Your rights at school")

KIND = PrintKind(name="rights", label=N_("Rights sheet"), title=TITLE, letter="R", titled=False)
