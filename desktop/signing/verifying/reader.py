"""pyHanko's reader, strict but for what the PDF standard itself allows, and bounded."""

from __future__ import annotations

import io
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from desktop.signing.verifying.bounds import Budget


def entry(holder: Any, key: str, default: Any = None) -> Any:
    """What a dictionary holds under a key, references followed; the default where that is nothing or null."""
    try:
        return holder[key] if isinstance(holder, generic.DictionaryObject) else default
    except KeyError:
        # The library reads a null as nothing under that key, too.
        return default


class Reader(PdfFileReader):
    """A file to judge or to append to.

    A reference to nothing means null (ISO 32000-1, 7.3.10), and a file that opens with an empty password opens for
    everyone.

    Args:
        pdf: the file.
        strict: whether everything else must be to the letter.

    Raises:
        PdfError, ValueError, KeyError and more: it is not.
    """

    def __init__(self, pdf: bytes, *, strict: bool = True) -> None:
        super().__init__(io.BytesIO(pdf), strict=strict)
        self.budget = Budget()
        if self.encrypted and self.decrypt(b"").status is AuthStatus.FAILED:
            raise PdfReadError("locked")

    def get_object(self, ref: Any, revision: Any = None, *how: Any, **named: Any) -> Any:  # type: ignore[override]
        """What a reference stands for; null where it stands for nothing."""
        place = self.xrefs[ref] if revision is None else self.xrefs.get_historical_ref(ref, revision)
        if place is None:
            nothing = generic.NullObject()
            nothing.container_ref = ref
            return nothing
        return super().get_object(ref, revision, *how, **named)  # type: ignore[no-untyped-call]

    def get_historical_resolver(self, revision: int) -> HistoricalResolver:
        """The file as it was in a revision."""
        known = self._historical_resolver_cache
        if revision not in known:
            known[revision] = Revision(self, revision)
        return known[revision]


class Revision(HistoricalResolver):
    """The file as it was once; each object looked up costs a step, as few objects can be compared in very many ways."""

    reader: Reader

    def get_object(self, ref: Any, as_metadata_stream: bool = False) -> Any:
        """What a reference stood for.

        Raises:
            TooMuch: the file's steps are used up.
        """
        self.reader.budget.spend()
        return super().get_object(ref, as_metadata_stream)

    def collect_dependencies(self, obj: Any, since_revision: int | None = None) -> set[Any]:
        """References in an object and below it, but those to nothing; fresh ones only where a revision is named."""
        found: set[Any] = set()
        ways = [obj]
        while ways:
            one = ways.pop()
            if isinstance(one, generic.IndirectObject):
                ref = one.reference
                if ref in found or not self._is_fresh(ref, since_revision):
                    continue
                found.add(ref)
                one = self(ref)
            if isinstance(one, generic.DictionaryObject):
                ways += list(one.values())
            elif isinstance(one, generic.ArrayObject):
                ways += list(one)
        return found

    def _is_fresh(self, ref: Any, since: int | None) -> bool:
        try:
            return since is None or bool(self.reader.xrefs.get_introducing_revision(ref) >= since)
        except KeyError:
            return False
