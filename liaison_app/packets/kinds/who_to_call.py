"""Who to call for what: one page with the numbers of the school and of the family's liaison."""

from __future__ import annotations

from liaison_app.language.catalogues import N_, P_
from liaison_app.packets.content import Profile
from liaison_app.packets.kind import FOR_FAMILIES, PrintKind

# Translators: The title of a page with phone numbers.
TITLE = P_("Who to call for what")

KIND = PrintKind(
    name="who-to-call",
    label=N_("Who to call for what"),
    title=TITLE,
    letter="C",
    profiles=(*FOR_FAMILIES, Profile.PICTURE),
    titled=False,
)
