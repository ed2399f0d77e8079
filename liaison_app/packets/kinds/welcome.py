"""The welcome packet: what a family needs to know about school, on about twelve pages."""

from __future__ import annotations

from liaison_app.language.catalogues import N_
from liaison_app.packets import words
from liaison_app.packets.content import Profile
from liaison_app.packets.kind import FOR_FAMILIES, PrintKind

KIND = PrintKind(
    name="welcome",
    label=N_("Welcome packet"),
    title=words.PACKET_TITLE,
    letter="W",
    profiles=(*FOR_FAMILIES, Profile.PICTURE),
)
