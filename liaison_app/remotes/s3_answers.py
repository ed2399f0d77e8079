"""What a bucket's server says when it does not do what it was asked, in plain words.

The library gives a class of its own for a few answers and a text for all; the text holds the
server's error code as S3 names it ("Error responses" in Amazon's S3 reference), and addresses, so
it is read here and never shown.
"""

from __future__ import annotations

import re

from liaison_app.errors import (
    RemoteAway,
    RemoteFull,
    RemoteRefuses,
    RemoteTrouble,
    RemoteWrong,
)
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate_ltr
from liaison_app.remotes.protocol import TooLarge

_FULL = re.compile(
    r"QuotaExceeded|StorageFull|InsufficientStorage|NoSpaceLeft|no space left|disk full"
    r"|\b507\b|EntityTooLarge|StorageLimit|CapExceeded",
    re.IGNORECASE,
)
_BUSY = re.compile(
    r"SlowDown|RequestTimeout\b|InternalError|ServiceUnavailable|TooManyRequests|Throttl"
    r"|ConditionalRequestConflict|OperationAborted|\b(?:408|429|500|502|503|504)\b",
)
_NO_LINE = re.compile(
    r"error sending request|error decoding response body|operation timed out|TimedOut"
    r"|kind: (?:Connect|Timeout|Interrupted|Request)\b|IncompleteMessage|connection closed"
    r"|ConnectionReset|BrokenPipe|dns error",
)
_NOT_TRUSTED = re.compile(r"InvalidCertificate|UnknownIssuer|invalid peer certificate")
_REGION = re.compile(
    r"AuthorizationHeaderMalformed|PermanentRedirect|incorrectly configured region"
    r"|IllegalLocationConstraint"
)
_EXPECTED = re.compile(r"expecting '([a-z0-9-]{2,40})'|<Region>([a-z0-9-]{2,40})</Region>")
_KEYS = re.compile(r"InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSecurity|InvalidToken|\b401\b")
_FORBIDDEN = re.compile(r"AccessDenied|AllAccessDisabled|AccountProblem|\b403\b")
_CLOCK = re.compile(r"RequestTimeTooSkewed|RequestExpired")
_PAST_THE_END = re.compile(r"InvalidRange|\b416\b|Range Not Satisfiable|range start .* beyond")
_STATUS_501 = re.compile(r"NotImplemented|\b501\b")


class ConditionUnknown(Exception):
    """The server does not know `If-None-Match` with a new object."""


def is_missing(error: Exception) -> bool:
    """Whether there is no such object, in a bucket that is there."""
    return isinstance(error, FileNotFoundError) and "NoSuchBucket" not in str(error)


def is_past_the_end(error: Exception) -> bool:
    """Whether it was asked for bytes after the last one."""
    return _PAST_THE_END.search(_sentence(error)) is not None


def is_no_part(error: Exception) -> bool:
    """Whether the server gave the whole object when it was asked for a part."""
    return "non-partial response" in _sentence(error)


def says_whether_there(error: Exception) -> bool:
    """Whether what went wrong still shows that the bucket is there and lets us read."""
    return is_missing(error) or is_past_the_end(error) or is_no_part(error)


def is_unknown_condition(error: Exception) -> bool:
    """Whether the server says that it does not do what was asked, by its code or by 501."""
    return _STATUS_501.search(_sentence(error)) is not None


def is_collision(error: Exception) -> bool:
    """Whether two did something to one name at once and neither was done; trying again helps."""
    return "ConditionalRequestConflict" in str(error)


def too_large() -> TooLarge:
    """What is said of an object larger than was asked for."""
    return TooLarge(
        _("A file in the bucket is larger than any that Liaison puts there. It was not read.")
    )


def trouble(error: Exception) -> RemoteTrouble:
    """Say what the library raised; secrets and addresses stay out."""
    text = str(error)
    return (
        _refused(error, text)
        or _full(error)
        or _away(error, text)
        or RemoteWrong(
            _(
                "The bucket's server answers what no S3 server should. Check the address of the"
                " server, or ask the people who run it."
            )
        )
    )


def _refused(error: Exception, text: str) -> RemoteRefuses | None:
    if _CLOCK.search(text):
        return RemoteRefuses(
            _(
                "The bucket's server says that this laptop's clock is wrong, and lets nobody in"
                " whose clock is wrong by more than a few minutes. Set the laptop's date, time and"
                " time zone right, then try again."
            )
        )
    if "NoSuchBucket" in text or "InvalidBucketName" in text:
        return RemoteRefuses(
            _("There is no bucket of that name there. Check its name, the server and the region.")
        )
    if _KEYS.search(_sentence(error)):
        return RemoteRefuses(
            _(
                "The bucket's server does not take the access key or the secret key. Type both"
                " again, or ask the people who run it for new ones."
            )
        )
    if _REGION.search(text):
        return _other_region(text)
    if _FORBIDDEN.search(_sentence(error)) and not _FULL.search(_sentence(error)):
        return RemoteRefuses(
            _(
                "The bucket does not let this key do that. Ask the people who run it to let the"
                " key list, read, write and delete there."
            )
        )
    if _NOT_TRUSTED.search(text):
        return RemoteRefuses(
            _(
                "The bucket's server could not prove that it is the right one, so nothing was"
                " sent. In a guest network, log in with a browser first. Otherwise ask the people"
                " who run the server about its certificate."
            )
        )
    return None


def _other_region(text: str) -> RemoteRefuses:
    found = _EXPECTED.search(text)
    if found is None:
        return RemoteRefuses(_("The bucket is in another region. Check the region."))
    return RemoteRefuses(
        _("The bucket is in the region “{region}”. Type that as its region.").format(
            region=isolate_ltr(found[1] or found[2])
        )
    )


def _full(error: Exception) -> RemoteFull | None:
    if _FULL.search(_sentence(error)):
        return RemoteFull(
            _("There is no room left in the bucket. Ask the people who run it for more.")
        )
    return None


def _away(error: Exception, text: str) -> RemoteAway | None:
    if _BUSY.search(_sentence(error)):
        return RemoteAway(
            _("The bucket's server is busy. Liaison tries again later."),
            retry_after=30 if "SlowDown" in text else 0,
        )
    if _NO_LINE.search(text):
        return RemoteAway(
            _("The bucket's server cannot be reached. Liaison tries again when there is a network.")
        )
    return None


def _sentence(error: Exception) -> str:
    """What was answered: no debugging text, no names and times, which hold numbers."""
    sentence = str(error).partition("\n\nDebug source")[0]
    sentence = re.sub(r"Error performing \w+ \S+ in \S+", "", sentence)
    return re.sub(r"(?:at location|for path) .*?(?=: | not found| already exists)", "", sentence)
