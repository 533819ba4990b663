"""A page of HTML taken apart: its elements, what leads where, what a reader reads."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "rect", "path", "hr", "img", "input"}


@dataclass
class Element:
    """An element with its text, that of the elements in it included."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    within: "Element | None" = None
    children: list["Element"] = field(default_factory=list)

    def find(self, name: str, /, **attributes: str) -> list["Element"]:
        """Return the elements in this one that are called ``name`` and have ``attributes``, in order."""
        found = [each for each in self.children if each.name == name and attributes.items() <= each.attributes.items()]
        return [*found, *(each for child in self.children for each in child.find(name, **attributes))]

    def words(self) -> str:
        return " ".join(self.text.split())


class Page(HTMLParser):
    """A page of which every element is closed; anything else is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = self._open = Element("", {})
        self.elements: list[Element] = []
        self.feed(text)
        self.close()
        assert self._open is self.root, f"{self._open.name} is never closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} has an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs}, within=self._open)
        self._open.children.append(element)
        self.elements.append(element)
        if tag not in _VOID:
            self._open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.name == tag, f"{tag} ends where {self._open.name} is open"
        assert self._open.within
        self._open = self._open.within

    def handle_data(self, data: str) -> None:
        element: Element | None = self._open
        while element:
            element.text += data
            element = element.within

    def find(self, name: str, /, **attributes: str) -> list[Element]:
        return self.root.find(name, **attributes)

    def with_id(self, name: str) -> Element:
        (found,) = self.those(lambda each: each.attributes.get("id") == name)
        return found

    def those(self, are: Callable[[Element], bool]) -> list[Element]:
        return [each for each in self.elements if are(each)]
