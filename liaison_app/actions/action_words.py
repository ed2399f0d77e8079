"""What each action is called when people read it: in recent actions, undo and history."""

from __future__ import annotations

from liaison_app.language.catalogues import N_, _
from liaison_app.records import TYPES

_WORDS = {
    "undo": N_("Undo"),
    "section_text.review": N_("Packet text reviewed"),
    "packet_section.hide": N_("Packet section left out"),
    "packet_section.show": N_("Packet section printed again"),
    "packet_section.reset": N_("Packet section as it comes with Liaison"),
    "redact": N_("Text removed for good"),
    "erase": N_("Erased for good"),
    "changes.given_up": N_("Changes given up"),
    "erase.lift": N_("Allowed to keep again what was erased"),
    "hold.set": N_("Family must be kept"),
    "hold.end": N_("Family need not be kept any more"),
    "retention.set": N_("Time of keeping set"),
    "workspace.new": N_("Workspace made"),
    "import": N_("Import"),
    "practice.reference": N_("Practice caseload made"),
    "family.add": N_("Family added"),
    "contact.log": N_("Contact written down"),
    "schools": N_("Schools kept"),
    "promise.settle": N_("Promise settled"),
    "promise.postpone": N_("Promise moved to another day"),
    "follow_up.finish": N_("Follow-up done"),
    "follow_up.drop": N_("Follow-up dropped"),
    "visit.withdraw": N_("Visit taken off the plan"),
    "visit.move": N_("Visit moved"),
    "packet.issue": N_("Packet printed or saved"),
    "packet.take_back": N_("Packet that was not printed after all"),
    "share.disclose": N_("Facts given to somebody outside"),
    "share.outcome": N_("What became of facts that were given out"),
    "kit.count": N_("Kits counted"),
    "kit.receive": N_("Kits received"),
    "kit.lose": N_("Kits written off"),
    "kit.return": N_("Kit returned"),
    "device.invite": N_("Laptop invited"),
    "device.join": N_("Laptop joined the team"),
    "difference.answer": N_("Difference answered"),
    "doubt.leave": N_("Left as it is"),
    "doubt.loan": N_("Loan cancelled"),
    "doubt.stock": N_("Kits counted"),
    "doubt.visit": N_("Visit taken off the plan"),
    "doubt.merge": N_("Former entry put right"),
    "family.merge": N_("Two families made one"),
    "person.merge": N_("Two entries of a person made one"),
    "consent.withdraw": N_("Consent withdrawn"),
    "reply.keep": N_("Reply slip kept"),
    "question.answer": N_("Question answered"),
    "question.tell": N_("Family told the answer"),
    "question.hand_to": N_("Question given to somebody else"),
    "question.welcome_again": N_("Family wants visits again"),
    "standard.set": N_("Service standard changed"),
    "office_way_in.set": N_("Codes for the office switched on or off"),
    "office_code.keep": N_("Code kept for the office"),
    "office_code.withdraw": N_("Code for the office withdrawn"),
    "office_code.look": N_("Code for the office read"),
    "laptop.leave": N_("Said that a laptop is given back"),
    "laptop.stay": N_("Said that a laptop stays in use"),
    "handing.offer": N_("Family offered to a colleague"),
    "handing.accept": N_("Family taken over"),
    "handing.decline": N_("Family not taken over"),
    "handing.withdraw": N_("Offer of a family taken back"),
    "family.protect": N_("Family's address protected"),
    "sealed.move": N_("Sealed facts moved along with a family"),
    "handing.seal": N_("Sealed facts given along"),
    "handing.decide": N_("Decided whose a family is"),
}

_VERBS = {
    "add": N_("{kind}: added"),
    "new": N_("{kind}: added"),
    "record": N_("{kind}: recorded"),
    "plan": N_("{kind}: planned"),
    "set": N_("{kind}: changed"),
    "edit": N_("{kind}: changed"),
    "change": N_("{kind}: changed"),
    "delete": N_("{kind}: removed"),
    "remove": N_("{kind}: removed"),
    "restore": N_("{kind}: brought back"),
    "done": N_("{kind}: done"),
    "keep": N_("{kind}: kept"),
    "cancel": N_("{kind}: cancelled"),
    "lend": N_("{kind}: lent"),
    "give": N_("{kind}: given"),
    "return": N_("{kind}: returned"),
    "move": N_("{kind}: moved"),
    "import": N_("{kind}: imported"),
}


def words_for(name: str) -> str:
    """Say an action's name, such as `visit.record`, in the interface's language.

    A name that nobody has put into words yet is shown as it is.
    """
    if name in _WORDS:
        return _(_WORDS[name])
    subject, _dot, verb = name.partition(".")
    if subject in TYPES and verb in _VERBS:
        return _(_VERBS[verb]).format(kind=_(TYPES[subject].label))
    return name
