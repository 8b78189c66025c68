"""What came after a signature: nothing, more signatures and proofs, what its signer allowed, or what nobody may add.

The file is long because every kind of object that a later revision may touch has its rule here, one beside the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import HistoricalResolver, RawPdfPath, process_data_at_eof
from pyhanko.sign.diff_analysis import (
    FormUpdatingRule,
    GenericFieldModificationRule,
    ModificationLevel,
    ObjectStreamRule,
    QualifiedWhitelistRule,
    ReferenceUpdate,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    WhitelistRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.commons import compare_key_refs
from pyhanko.sign.diff_analysis.constants import ACROFORM_EXEMPT_STRICT_COMPARISON, ROOT_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.diff_analysis.rules.file_structure_rules import CatalogModificationRule
from pyhanko.sign.diff_analysis.rules_api import Context
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

from desktop.signing.verifying.bounds import MOST_REVISIONS, STRANGE, TooMuch, read_or
from desktop.signing.verifying.embedded import Embedded, SignedFile, is_stamp, pages_of, signature_fields
from desktop.signing.verifying.findings import Broken, Doubt, Finding
from desktop.signing.verifying.reader import Reader, entry

_UNSEEN = (("/Root", "/DSS"), ("/Root", "/Metadata"), ("/Info",))
"""Keys under which stands what no viewer draws."""
_HIDDEN = 2
"""Annotation flag: neither on the screen nor on paper."""


class After(StrEnum):
    """What came after a signature."""

    NONE = "none"
    SIGNATURES = "signatures"
    ALLOWED = "allowed"
    OTHER = "other"
    UNCLEAR = "unclear"


def changes_after(file: SignedFile, one: Embedded) -> tuple[After, Finding | None]:
    """What came after a signature that covers its part of the file, and what that says of it."""
    tail = file.pdf[one.end :]
    if not tail:
        return After.NONE, None
    if not tail.strip(b" \t\r\n"):
        return After.NONE, Finding(Doubt.TRAILING)
    # What cannot be compared to the letter may still be found changed by a lenient reader, or by a look at the pages.
    lenient = read_or(lambda: _lenient(file), instead=None)
    readers = [reader for reader in (file.reader, lenient) if reader]
    for reader in readers:
        try:
            return _reviewed(reader, file, one)
        except SuspiciousModification:
            return After.OTHER, Finding(Broken.CHANGE)
        except TooMuch:
            return After.UNCLEAR, Finding(Doubt.TOO_MUCH)
        except STRANGE:
            continue
    if any(_shows_another(reader, one) for reader in readers):
        return After.OTHER, Finding(Broken.CHANGE)
    if not file.reader and _reads_alone(file.pdf[: one.end]):
        return After.OTHER, Finding(Broken.CHANGE)
    return After.UNCLEAR, Finding(Doubt.CHANGES_UNCLEAR)


def _lenient(file: SignedFile) -> Reader:
    reader = Reader(file.pdf, strict=False)
    reader.budget = file.reader.budget if file.reader else reader.budget
    return reader


def covers_a_revision(file: SignedFile, one: Embedded) -> bool:
    """Whether what a signature covers is the whole file, or the whole of what it was once."""
    if one.end == len(file.pdf):
        return True
    reader = file.reader
    return reader is not None and read_or(lambda: _revision(reader, one), instead=None) is not None


def _reads_alone(signed: bytes) -> bool:
    """Whether what was signed is a sound file; if so, what makes the whole file unsound was appended later."""
    return read_or(lambda: Reader(signed).root is not None, instead=False)


def _shows_another(reader: Reader, one: Embedded) -> bool:
    """Whether the pages are others than those that were signed, forms and notes on them aside."""

    def faces(revision: int) -> list[Any]:
        return [_face(page) for page in pages_of(reader.get_historical_resolver(revision))]

    return read_or(lambda: faces(_revision(reader, one) or 0) != faces(_last(reader)), instead=False)


def _face(page: Any) -> list[Any]:
    content = entry(page, "/Contents")
    streams = list(content) if isinstance(content, generic.ArrayObject) else [content]
    drawn = [one.encoded_data for one in streams if isinstance(one, generic.StreamObject)]
    return [drawn, *(str(entry(page, key)) for key in ("/MediaBox", "/CropBox", "/Rotate"))]


def _reviewed(reader: Reader, file: SignedFile, one: Embedded) -> tuple[After, Finding | None]:
    signed, last = _revision(reader, one), _last(reader)
    if signed is None or signed == last:
        # Bytes that belong to no revision; some readers repair such a file and show what they add.
        raise SuspiciousModification("bytes were hung on that belong to nothing")
    if last - signed > MOST_REVISIONS:
        raise TooMuch
    policy, old = _Policy(), reader.get_historical_resolver(signed)
    level, fields = ModificationLevel.NONE, set[str]()
    for revision in range(signed + 1, last + 1):
        new = reader.get_historical_resolver(revision)
        found = policy.apply(old, new, field_mdp_spec=one.locked, doc_mdp=one.permission)
        level, fields = max(level, found.modification_level), fields | found.changed_form_fields
    return _meaning(level, fields, file, one, reader)


def _meaning(
    level: ModificationLevel, fields: set[str], file: SignedFile, one: Embedded, reader: Reader
) -> tuple[After, Finding | None]:
    """Who may do what: anybody may add proofs, signers their signatures, others what the author allowed them."""
    if level <= ModificationLevel.LTA_UPDATES:
        return After.SIGNATURES, None
    if one.permission is MDPPerm.NO_CHANGES:
        return After.OTHER, Finding(Broken.CHANGE)
    signing = {name for name, _ in signature_fields(reader)}
    newest = one is file.signatures[-1]
    if level == ModificationLevel.FORM_FILLING and fields <= signing and not newest:
        return After.SIGNATURES, None
    author = next((other for other in file.signatures if other.certifies and other.end <= one.end), None)
    allowed = one.permission or (author.permission if author else None)
    if allowed is not None and level <= ModificationLevel(allowed.value) and not fields <= signing:
        return After.ALLOWED, Finding(Doubt.FILLED_IN)
    if allowed is MDPPerm.ANNOTATE and level is ModificationLevel.ANNOTATIONS:
        return After.ALLOWED, Finding(Doubt.FILLED_IN)
    return After.OTHER, Finding(Broken.CHANGE)


def _last(reader: Reader) -> int:
    return int(reader.xrefs.total_revisions) - 1


def _revision(reader: Reader, one: Embedded) -> int | None:
    """The revision that ends where what a signature covers ends, with all cross-references up to it within."""
    reader.stream.seek(one.end)
    try:
        start = process_data_at_eof(reader.stream)
    except PdfReadError:
        return None
    for revision in range(_last(reader) + 1):
        if reader.xrefs.get_xref_container_info(revision).end_location > one.end:
            return None
        if reader.xrefs.get_startxref_for_revision(revision) == start:
            return revision
    return None


class _Policy(StandardDiffPolicy):
    """pyHanko's rules, with what other makers' long-term files do, and what it takes on trust looked at."""

    def __init__(self) -> None:
        rules: list[QualifiedWhitelistRule] = [
            _Catalogue(frozenset({*ROOT_EXEMPT_STRICT_COMPARISON, "/Perms"})),  # type: ignore[no-untyped-call]
            _Unseen().as_qualified(ModificationLevel.LTA_UPDATES),
            XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
            _HybridStreams().as_qualified(ModificationLevel.LTA_UPDATES),
            _Freed().as_qualified(ModificationLevel.LTA_UPDATES),
            ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
            _Comments(),
        ]
        form = _Form(
            [
                SigFieldCreationRule(allow_new_visible_after_certify=True),  # type: ignore[no-untyped-call]
                SigFieldModificationRule(),
                GenericFieldModificationRule(),
            ],
            ignored_acroform_keys=frozenset({*ACROFORM_EXEMPT_STRICT_COMPARISON, "/SigFlags"}),
        )
        super().__init__(global_rules=rules, form_rule=form, reject_object_freeing=False)

    def apply(
        self,
        old: HistoricalResolver,
        new: HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> Any:
        """Compare two revisions.

        Raises:
            SuspiciousModification: something changed that no rule explains.
            TooMuch: comparing them takes too long.
        """
        old._load_reverse_xref_cache()  # type: ignore[no-untyped-call]
        for ref in new.explicit_refs_in_revision():  # type: ignore[no-untyped-call]
            # pyHanko takes it that nothing pointed to a new object; the signed revision may have done so before.
            if _places(old, ref) is None and old._get_usages_of_ref(ref) and _places(new, ref) is not None:
                raise SuspiciousModification("what was null when it was signed is something now")
        return super().apply(old, new, field_mdp_spec, doc_mdp)


def _places(resolver: HistoricalResolver, ref: Any) -> Any:
    return resolver.reader.xrefs.get_historical_ref(ref, resolver.revision)


class _Catalogue(CatalogModificationRule):
    """The catalogue may also write the same permissions another way, or drop usage rights."""

    def apply_qualified(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterator[tuple[ModificationLevel, ReferenceUpdate]]:
        yield from super().apply_qualified(old, new)
        before, after = _entries(old.root, "/Perms"), _entries(new.root, "/Perms")
        rights = after.pop("/UR3", None)
        if rights not in {None, before.pop("/UR3", None)} or after != before:
            raise SuspiciousModification("the permissions changed")
        context = Context.from_absolute(old, RawPdfPath("/Root", "/Perms"))
        if "/Perms" in new.root:
            for ref in compare_key_refs("/Perms", old, old.root, new.root):
                yield ModificationLevel.LTA_UPDATES, ReferenceUpdate(ref, context_checked=context)


def _entries(holder: Any, key: str) -> dict[str, Any]:
    """The raw entries of a dictionary in another; none where there is none."""
    found = entry(holder, key)
    return {name: found.raw_get(name) for name in found} if isinstance(found, generic.DictionaryObject) else {}


class _Unseen(WhitelistRule):
    """What no viewer draws may change in any way: validation data, the file's description.

    pyHanko's own rules ask for more form than other makers keep to.
    """

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterator[ReferenceUpdate]:
        """Clear what is fresh there, and what was nowhere else."""
        for ref in new.explicit_refs_in_revision():  # type: ignore[no-untyped-call]
            ways = old._get_usages_of_ref(ref)
            if ways and all(_starts(way.path, _UNSEEN) for way in ways):
                yield ReferenceUpdate(ref)
        holders = ((new.root, "/DSS"), (new.root, "/Metadata"), (new.trailer_view, "/Info"))
        for held in [holder.raw_get(key) for holder, key in holders if key in holder]:
            # Also through what was there before, as it may have been written again; only what is new is cleared.
            for ref in new.collect_dependencies(held):
                if _places(old, ref) is None:
                    yield ReferenceUpdate(ref)


def _starts(way: Sequence[str | int], places: Sequence[tuple[str, ...]]) -> bool:
    return any(tuple(way[: len(place)]) == place for place in places)


class _HybridStreams(WhitelistRule):
    """The hidden cross-reference stream of a hybrid revision is told with the revision after the one it stands in.

    pyHanko's own rule has this for lenient readers only.
    """

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterator[ReferenceUpdate]:
        """Clear it where its number was free."""
        xrefs = new.reader.xrefs
        for revision in range(old.revision + 1, min(new.revision + 2, xrefs.total_revisions)):
            hybrid = xrefs.get_xref_data(revision).hybrid
            stream = hybrid and hybrid.meta_info.stream_ref
            if stream and old.is_ref_unassignable(stream):
                yield ReferenceUpdate(stream)


class _Freed(WhitelistRule):
    """Objects that nothing pointed to may be thrown away."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterator[ReferenceUpdate]:
        """Clear those."""
        for ref in new.refs_freed_in_revision():  # type: ignore[no-untyped-call]
            if old._get_usages_of_ref(ref):
                raise SuspiciousModification("an object in use was thrown away")
            yield ReferenceUpdate(ref)


class _Comments(QualifiedWhitelistRule):
    """Annotations that are no form fields may come, change and go where comments are allowed."""

    def apply_qualified(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterator[tuple[ModificationLevel, ReferenceUpdate]]:
        """Clear them, at their own level."""
        level = ModificationLevel.ANNOTATIONS
        fresh = old.revision + 1
        for before, after, path in _pages(old, new):
            was, is_now = _comments(before), _comments(after)
            if not (was or is_now) or _but_annotations(before) != _but_annotations(after):
                continue
            raw = after.raw_get("/Annots") if "/Annots" in after else None
            if _widgets(before) != _widgets(after):
                continue
            yield level, ReferenceUpdate(path.reference)
            if isinstance(raw, generic.IndirectObject) and _only_annotates(old, raw.reference):
                yield level, ReferenceUpdate(raw.reference)
            for comment in is_now:
                if not _only_annotates(old, comment):
                    continue
                yield level, ReferenceUpdate(comment)
                own = new(comment)
                held = [own.raw_get(key) for key in own if key not in {"/P", "/Parent", "/Popup", "/IRT"}]
                for value in held:
                    for ref in new.collect_dependencies(value, since_revision=fresh):
                        yield level, ReferenceUpdate(ref)


def _only_annotates(old: HistoricalResolver, ref: Any) -> bool:
    """Whether an object was nothing but annotations of pages; what is also something else may not change with them."""
    return all("/Annots" in way.path for way in old._get_usages_of_ref(ref))


def _pages(old: HistoricalResolver, new: HistoricalResolver) -> Iterator[tuple[Any, Any, Any]]:
    """Pages that stand in both, with the reference to each."""
    ways = [old.root.raw_get("/Pages")]
    while ways:
        raw = ways.pop()
        if not isinstance(raw, generic.IndirectObject):
            continue
        one = old(raw.reference)
        if isinstance(one, generic.DictionaryObject) and "/Kids" in one:
            kids = one["/Kids"]
            ways += [kids.raw_get(at) for at in range(len(kids))]
        elif isinstance(one, generic.DictionaryObject):
            other = new(raw.reference)
            if isinstance(other, generic.DictionaryObject):
                yield one, other, raw


def _annotations(page: Any) -> list[Any]:
    found = entry(page, "/Annots")
    items = [found.raw_get(at) for at in range(len(found))] if isinstance(found, generic.ArrayObject) else []
    return [one for one in items if isinstance(one, generic.IndirectObject)]


def _is_widget(one: Any) -> bool:
    found = one.get_object()
    return not isinstance(found, generic.DictionaryObject) or entry(found, "/Subtype") == "/Widget"


def _comments(page: Any) -> list[Any]:
    return [one.reference for one in _annotations(page) if not _is_widget(one)]


def _widgets(page: Any) -> list[tuple[int, int]]:
    return [(one.idnum, one.generation) for one in _annotations(page) if _is_widget(one)]


def _but_annotations(page: Any) -> dict[str, Any]:
    return {key: page.raw_get(key) for key in page if key != "/Annots"}


class _Form(FormUpdatingRule):
    """What a document timestamp brings along is a proof and no filling in, as long as nobody sees it.

    A visible one could show anything: whoever asks gets a genuine time for it.
    """

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[Any]:
        """Qualify the changes of the form."""
        unseen = {name for name, one in signature_fields(new) if _is_unseen_stamp(one)}
        grown = _only_grown(old, new)
        if not grown and _has_text(old):
            raise SuspiciousModification("the fonts of filled-in text changed")
        for level, update in super().apply(old, new):
            if update.field_name in unseen or (update.field_name is None and grown):
                yield (
                    ModificationLevel.LTA_UPDATES,
                    replace(update, valid_when_locked=True, valid_when_certifying=True),
                )
            else:
                yield level, update


def _is_unseen_stamp(one: Any) -> bool:
    value = entry(one, "/V")
    if not isinstance(value, generic.DictionaryObject) or not is_stamp(value):
        return False
    kids = entry(one, "/Kids")
    widgets = [kid.get_object() for kid in kids] if isinstance(kids, generic.ArrayObject) else []
    return all(_is_unseen(widget) for widget in [one, *widgets])


def _is_unseen(widget: Any) -> bool:
    if read_or(lambda: int(entry(widget, "/F", 0)), instead=0) & _HIDDEN:
        return True
    rectangle = entry(widget, "/Rect")
    if rectangle is None:
        return True
    left, bottom, right, top = (float(side) for side in rectangle)
    return left == right or bottom == top


def _has_text(old: HistoricalResolver) -> bool:
    """Whether the form has fields that viewers draw with its shared resources."""
    fields = entry(entry(old.root, "/AcroForm"), "/Fields", generic.ArrayObject())
    return any(entry(one.get_object(), "/FT") != "/Sig" for one in fields)


def _only_grown(old: HistoricalResolver, new: HistoricalResolver) -> bool:
    """Whether the form's shared resources have at most more in them: what was there is still the same."""

    def kept(before: Any, after: Any) -> bool:
        if isinstance(before, dict) and isinstance(after, dict):
            return all(key in after and kept(before[key], after[key]) for key in before)
        return bool(before == after)

    def resources(root: Any) -> dict[str, Any]:
        shared = entry(root["/AcroForm"], "/DR")
        return {kind: _entries(shared, kind) for kind in shared} if isinstance(shared, dict) else {}

    return read_or(lambda: kept(resources(old.root), resources(new.root)), instead=False)
