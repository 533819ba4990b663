"""Plain data into typed records; where it does not fit, every misfit with its place and the nearest allowed word."""

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from kb.naming import did_you_mean
from kb.reading.document import Data, Fields, Path, Problems, names_given

T = TypeVar("T")


def convert(data: Data, kind: type[T], path: Path, problems: Problems) -> T | None:
    """Return ``data`` as a ``kind``, or None with each misfit noted in ``problems``."""
    before = len(problems.found)
    if _needs_a_look(data):
        _explain(data, inspect.type_info(kind), path, problems)
        if len(problems.found) > before:
            return None
    try:
        return msgspec.convert(data, kind, strict=False)
    except msgspec.ValidationError as error:
        _explain(data, inspect.type_info(kind), path, problems)
        if len(problems.found) == before:
            problems.add(path, str(error))
        return None


def _needs_a_look(data: Data) -> bool:
    """Whether there is something in ``data`` that msgspec would not see: the text "null", which it takes for nothing at
    all where a field is neither required nor a text; a field without a value."""
    if isinstance(data, str):
        return len(data) == 4 and data.casefold() == "null"
    if isinstance(data, Fields):
        return True
    for value in data.values() if isinstance(data, dict) else data:
        if (value.__class__ is not str or len(value) == 4) and _needs_a_look(value):
            return True
    return False


def _explain(data: Data, kind: inspect.Type, path: Path, problems: Problems) -> None:
    if isinstance(kind, inspect.UnionType):
        kind = _member_for(data, kind.types)
    if isinstance(kind, inspect.StructType):
        _explain_record(data, kind, path, problems)
    elif isinstance(kind, inspect.EnumType):
        _explain_term(data, [str(term.value) for term in kind.cls], path, problems)
    elif isinstance(kind, inspect.BoolType):
        _explain_term(data, ["true", "false"], path, problems)
    elif isinstance(kind, inspect.FloatType):
        _explain_number(data, path, problems)
    elif isinstance(kind, inspect.ListType):
        _explain_list(data, kind, path, problems)
    elif isinstance(kind, inspect.DictType):
        _explain_dict(data, path, problems)
    elif not isinstance(data, str):
        problems.add(path, f"is {_described(data)}; give a text")


def _member_for(data: Data, kinds: Sequence[inspect.Type]) -> inspect.Type:
    """Return the member of a union that ``data`` is most likely meant as."""
    wanted: dict[type, type[Any]] = {dict: inspect.StructType, list: inspect.ListType}
    by_shape = [kind for kind in kinds if isinstance(kind, wanted.get(type(data), ()))]
    others = [kind for kind in kinds if not isinstance(kind, inspect.NoneType)]
    return (by_shape or others)[0]


def _explain_record(data: Data, kind: inspect.StructType, path: Path, problems: Problems) -> None:
    if not isinstance(data, dict):
        problems.add(path, f"is {_described(data)}; give its fields: {', '.join(field.name for field in kind.fields)}")
        return
    fields = {field.name: field for field in kind.fields}
    for name in names_given(data):
        if name in fields:
            if name in data:
                _explain(data[name], fields[name].type, (*path, name), problems)
        else:
            known = did_you_mean(name, fields) or f"; the fields are {', '.join(fields)}"
            problems.add((*path, name), f"is not a field here{known}")
    for field in kind.fields:
        if field.required and field.name not in data:
            problems.add((*path, field.name), "is missing")


def _explain_term(data: Data, terms: list[str], path: Path, problems: Problems) -> None:
    if data not in terms:
        shown = f"'{data}'" if isinstance(data, str) else _described(data)
        guess = did_you_mean(data, terms) if isinstance(data, str) else ""
        problems.add(path, f"{shown} is not one of {', '.join(terms)}{guess}")


def _explain_number(data: Data, path: Path, problems: Problems) -> None:
    try:
        msgspec.convert(data, float, strict=False)
    except msgspec.ValidationError:
        shown = f"'{data}'" if isinstance(data, str) else _described(data)
        problems.add(path, f"{shown} is not a number")


def _explain_list(data: Data, kind: inspect.ListType, path: Path, problems: Problems) -> None:
    if not isinstance(data, list):
        problems.add(path, f"is {_described(data)}; give a list")
        return
    for index, item in enumerate(data):
        _explain(item, kind.item_type, (*path, index), problems)


def _explain_dict(data: Data, path: Path, problems: Problems) -> None:
    if not isinstance(data, dict):
        problems.add(path, f"is {_described(data)}; give names with their values")
        return
    for name, value in data.items():
        if not isinstance(value, str):
            problems.add((*path, name), f"is {_described(value)}; give a text")


def _described(data: Data) -> str:
    return {dict: "a mapping", list: "a list"}.get(type(data), "a single text")
