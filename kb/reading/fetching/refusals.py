"""Why an answer is no article, told by its status and its content type before its body is read."""

from http import HTTPStatus

from kb.errors import ReadingError

_BROWSER = "save the page from a browser in which you can read it, and load the file"
_LATER = "try again later"
_STATUS = {
    401: f"the server asks for a login; {_BROWSER}",
    402: f"the server asks for a payment; {_BROWSER}",
    403: f"the server does not show this page to everyone (a login, a payment, a check of its visitor); {_BROWSER}",
    404: "this page is not there",
    407: "a server on the way asks for a login",
    408: f"the server has waited too long; {_LATER}",
    410: "this page is not there any more",
    429: f"the server has been asked too often; {_LATER}",
    451: "this page is withheld for legal reasons",
    503: f"the server has too much to do; {_LATER}",
}
_KINDS = {
    2: "the answer is no page",
    3: "the server says that the page is elsewhere, and not where",
    4: "the server refuses this page",
    5: f"the server failed; {_LATER}",
}
#: Types that an article may be sent as; for the last three its content decides.
_TAKEN = frozenset(
    {
        *("text/html", "text/plain", "text/markdown", "text/x-markdown", "text/xml", "application/xml"),
        *("application/xhtml+xml", "application/jats+xml", "application/pdf", "application/x-pdf"),
        *("application/octet-stream", "binary/octet-stream", "application/unknown"),
    }
)


def check_status(status: int) -> None:
    """Raise ReadingError for a status other than 200, with its number, its name and what it means."""
    if status == HTTPStatus.OK:
        return
    name = next((each.phrase for each in HTTPStatus if each == status), None)
    told = _STATUS.get(status) or _KINDS.get(status // 100, "the answer is no page")
    raise ReadingError(f"{status} {name}: {told}" if name else f"{status}: {told}")


def check_content_type(header: str | None) -> None:
    """Raise ReadingError for the type of a picture, a film, an archive: of anything that is no article."""
    sent = (header or "").partition(";")[0].partition(",")[0].strip().lower()
    if sent and sent not in _TAKEN:
        raise ReadingError(f"is no article: the server says that it is {sent[:100]}")
