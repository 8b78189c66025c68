"""Turns plain data into JSON-ready data and back: the one way for what is stored, packed or sent through a pipe.

Every field is written, in the order of its class, so that reading and writing again gives the same bytes. A field that
was added to a class after rows of it had been stored is marked with `LATER`: it is left out while it has its default,
so that older rows stay as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType, NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin
from uuid import UUID

if TYPE_CHECKING:
    from cattrs import Converter

LATER = MappingProxyType({"later": True})
"""Metadata of a field that is left out while it has its default."""
LARGEST = 2**62
"""No whole number from outside is larger: the store could not keep it."""
T = TypeVar("T")
_PLAIN = {str, int, float, bool, NoneType}


def as_data(value: object) -> Any:
    """JSON-ready data of a value: a dataclass as an object, days and moments in ISO form, words and ids as text."""
    return _converter(outside=False).unstructure(value)


def from_data(kind: type[T], data: object) -> T:
    """A value of a class back from `as_data`: what our own code wrote. What is left out has its default.

    Raises:
        KeyError, TypeError, ValueError: the data are not of this shape, or have more fields than the class.
    """
    return _made(_converter(outside=False), kind, data)


def from_outside(kind: type[T], data: object, may_lack: Collection[str] = ()) -> T:
    """The same for data that came from somebody else: no field may be missing, each must be of its own type.

    Args:
        kind: which class.
        data: what came.
        may_lack: fields that earlier versions did not write.

    Raises:
        KeyError, TypeError, ValueError: the data are not of this shape.
    """
    made = _made(_converter(outside=True), kind, data)
    _require_whole(as_data(made), data, may_lack)
    return made


def _made(converter: Converter, kind: type[T], data: object) -> T:
    from cattrs.errors import ForbiddenExtraKeysError

    try:
        return converter.structure(data, kind)
    except (AttributeError, ForbiddenExtraKeysError) as error:
        # A list or a text where an object should be; a field that the class has not got.
        raise TypeError(str(error)) from None


def _require_whole(wanted: Any, data: Any, may_lack: Collection[str]) -> None:
    if isinstance(wanted, dict):
        for name, part in wanted.items():
            if name in data:
                _require_whole(part, data[name], may_lack)
            elif name not in may_lack:
                raise KeyError(name)
    elif isinstance(wanted, list):
        for part, came in zip(wanted, data, strict=True):
            _require_whole(part, came, may_lack)


@cache
def _converter(*, outside: bool) -> Converter:
    # Not before it is needed: most commands convert nothing, and pay nothing for it.
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn, override

    # Lists and text as JSON has them: what is written equals what is read.
    made = Converter(detailed_validation=False, forbid_extra_keys=True, unstruct_collection_overrides={tuple: list})
    for kind, read in ((date, date.fromisoformat), (datetime, _moment if outside else datetime.fromisoformat)):
        made.register_structure_hook(kind, _reading(read))
        made.register_unstructure_hook(kind, kind.isoformat)
    for name in (UUID, Path):
        made.register_structure_hook(name, _reading(name))
        made.register_unstructure_hook(name, str)
    plain = _checked if outside else _as_it_is
    for one in (str, int, float, bool):
        made.register_structure_hook(one, plain(one))
    made.register_structure_hook(StrEnum, lambda word, kind: kind(word))
    made.register_unstructure_hook(StrEnum, str)
    made.register_structure_hook_factory(_is_choice_of_plain, plain)
    made.register_structure_hook_func(_is_choice_of_classes, _only_none)

    def written(kind: type) -> Callable[[Any], dict[str, Any]]:
        late: dict[str, Any] = {}
        for field in fields(kind):
            if "later" in field.metadata:
                late[field.name] = override(omit_if_default=True)
        return make_dict_unstructure_fn(kind, made, **late)

    made.register_unstructure_hook_factory(is_dataclass, written)
    return made


def _reading(read: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _: read(value)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment


def _is_choice_of_plain(kind: Any) -> bool:
    """Whether a value is of one of several types, each of which JSON has itself."""
    return get_origin(kind) in {Union, UnionType} and set(get_args(kind)) <= _PLAIN


def _is_choice_of_classes(kind: Any) -> bool:
    return get_origin(kind) in {Union, UnionType} and sum(is_dataclass(one) for one in get_args(kind)) > 1


def _only_none(value: Any, kind: Any) -> None:
    """Which of several classes it is, data do not say: whoever reads them names the class and puts its value in."""
    if value is not None:
        raise TypeError(f"nothing says which of {kind} it is")


def _as_it_is(kind: Any) -> Callable[[Any, Any], Any]:
    return lambda value, _: value


def _checked(kind: Any) -> Callable[[Any, Any], Any]:
    kinds = set(get_args(kind) or (kind,))
    # JSON writes a number without a fraction as a whole one.
    kinds |= {int} if float in kinds else set()

    def check(value: Any, _: Any) -> Any:
        if type(value) not in kinds or (type(value) is int and abs(value) >= LARGEST):
            raise TypeError(f"{value!r:.60} is no {kind}")
        return value

    return check
