"""A counter's figures travel signed and without personal data; those of many add up, each once."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from desktop.machine.clock import VIETNAM
from desktop.model.errors import UnreadableInput
from desktop.model.states import DigitisationState
from desktop.model.stored import Shop
from desktop.report.definitions import definition_on
from desktop.report.extract import KIND, PART, BadFigures, extract_of, read_extract, written
from desktop.report.facts import Scope
from desktop.report.merged import OtherFigures, SameCounterTwice, merged_xlsx
from desktop.report.period import quarter
from desktop.report.reports import Reports
from desktop.store.tables import audit
from desktop.sync.package.container import PackageReader, write_parts
from desktop.sync.package.errors import BadPackage
from desktop.sync.package.seals import PublicIdentity
from desktop.workflow.keeping.extracts import Extracts, read_counters
from tests.report.plain import plain_rows, plain_shares
from tests.report.rows import BIRTH, COPY, DossierRow, PaperRow, any_dossiers, put
from tests.report.sheet import Computed
from tests.workflow.keeping.conftest import Counter

QUARTER = quarter(2026, 1)
NATIONAL = PaperRow(digitisation=DigitisationState.REUSED, source=(Shop.NATIONAL, "result"))


def extracts(of: Counter) -> Extracts:
    return Extracts(of.store, of.clock, of.settings, Reports(of.store), of.packages)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[list[Counter]]:
    made = [Counter(tmp_path / name) for name in ("one", "two")]
    yield made
    for one in made:
        one.store.close()


def sent(counters: list[Counter], to: Counter, place: Path) -> list[Path]:
    """Each counter's figures, sealed to who takes them."""
    files = []
    for number, one in enumerate(counters):
        one.build(package_recipient=to.packages.identity().line, unit=f"H99.{number + 1}", unit_name=f"Xã {number + 1}")
        files.append(place / f"{number}.quayso")
        extracts(one).export(files[-1], QUARTER)
    return files


def known(counters: list[Counter]) -> dict[str, str]:
    return {one.packages.identity().line: f"Quầy {number}" for number, one in enumerate(counters)}


def test_what_travels_names_no_dossier_no_person_and_no_official(two, carrier, tmp_path):
    put(two[0].store, [DossierRow(official="lan.mau"), DossierRow(procedure=COPY, papers=(NATIONAL,))])
    (file,) = sent(two[:1], carrier, tmp_path)
    reader = PackageReader(file, carrier.packages.signer(), (two[0].packages.identity().line,))
    assert reader.header.kind == KIND
    ((meta, body),) = reader.records()
    assert (meta["type"], meta["id"]) == ("part", PART)
    text = body.decode()
    for private in ("260210", "TAM-", "052199000123", "lan.mau", "canbo", '"official', "2026-02-10"):
        assert private not in text
    data = json.loads(text)
    assert (data["format"], data["version"]) == ("quayso-figures", 1)
    assert data["figures"]["whole"]["shares"]["4.3"] == {"due": 2, "met": 1, "unconfirmed": 1}
    assert [one["key"] for one in data["figures"]["procedures"]] == [BIRTH, COPY]
    with two[0].store.reading() as tx:
        noted = tx.execute(select(audit.c.what, audit.c.item).order_by(audit.c.number.desc())).first()
    assert noted == ("figures exported", reader.header.id)


def test_figures_of_many_counters_add_up_to_those_of_all_their_dossiers(two, carrier, tmp_path):
    for number, one in enumerate(two):
        put(one.store, any_dossiers(400, seed=number))
    files = sent(two, carrier, tmp_path)
    absent = {carrier.packages.identity().line: "Quầy chưa gửi"}
    merged = extracts(carrier).merge(files, known(two) | absent)
    rows = [row for one in two for row in plain_rows(one.store, QUARTER.first, QUARTER.last)]
    found = {name: (share.due, share.met, share.unconfirmed) for name, share in merged.whole.shares.items()}
    expected = plain_shares(rows)
    # A procedure is unconfirmed where it is at every counter: over all their dossiers it is the same.
    assert found == expected
    assert merged.whole.dossiers == len(rows)
    assert merged.missing == ("Quầy chưa gửi",)
    data = merged_xlsx(merged, "Tỉnh Mẫu")
    book, computed = openpyxl.load_workbook(io.BytesIO(data), data_only=True), Computed(data)
    assert len(computed.formulas()) > 50
    for sheet, cell in computed.formulas():
        assert computed.value(sheet, cell) == book[sheet][cell].value, (sheet, cell)
    figures = {row[0]: row[1:4] for row in book["Toàn tỉnh"].iter_rows(values_only=True)}
    for indicator in merged.definition.indicators:
        share = merged.whole.shares[indicator.id]
        assert figures[f"{indicator.id} {indicator.name}"] == (share.met, share.due, float(share.percent))
    assert [row[1] for row in book["Theo quầy"].iter_rows(values_only=True, min_row=2)] == ["Xã 1", "Xã 2"]
    assert [row[0] for row in book["Còn thiếu"].iter_rows(values_only=True)][1:] == ["Quầy chưa gửi"]
    assert merged.as_data()["missing"] == ["Quầy chưa gửi"]


def test_a_counter_is_counted_once_and_only_with_its_own_period(two, carrier, tmp_path):
    files = sent(two, carrier, tmp_path)
    again = tmp_path / "again.quayso"
    extracts(two[0]).export(again, QUARTER)
    other = tmp_path / "other.quayso"
    extracts(two[1]).export(other, quarter(2025, 4))
    with pytest.raises(SameCounterTwice, match=r"again\.quayso.*0\.quayso"):
        extracts(carrier).merge([*files, again], known(two))
    with pytest.raises(OtherFigures, match=r"other\.quayso.*khác kỳ"):
        extracts(carrier).merge([files[0], other], known(two))


def test_only_known_counters_count_and_only_figures(two, carrier, tmp_path):
    files = sent(two, carrier, tmp_path)
    with pytest.raises(BadPackage, match=r"1\.quayso.*chưa được khai báo"):
        extracts(carrier).merge(files, known(two[:1]))
    carrier.build(package_senders=tuple(known(two)))
    assert len(extracts(carrier).merge(files, {}).came) == 2
    line = PublicIdentity.read(carrier.packages.identity().line)
    parts = [("a", b"b")]
    foreign = tmp_path / "foreign.quayso"
    write_parts(foreign, "incident", "2026-04-01T00:00:00+00:00", line, two[0].packages.signer(), parts)
    with pytest.raises(BadPackage, match="incident"):
        extracts(carrier).merge([foreign], {})
    empty = tmp_path / "empty.quayso"
    write_parts(empty, KIND, "2026-04-01T00:00:00+00:00", line, two[0].packages.signer(), parts)
    with pytest.raises(BadPackage, match="đúng một bảng số liệu"):
        extracts(carrier).merge([empty], {})
    changed = bytearray(files[0].read_bytes())
    changed[-200] ^= 1
    files[0].write_bytes(bytes(changed))
    with pytest.raises(BadPackage):
        extracts(carrier).merge(files, {})


def figures(counter: Counter) -> bytes:
    counted = Reports(counter.store).figures(Scope(first=QUARTER.first, last=QUARTER.last))
    made = extract_of(counted, definition_on(QUARTER.last), QUARTER, counter.settings, counter.clock.now())
    assert read_extract(written(made)) == made
    return written(made)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda data: data.update(version=2), "phiên bản 2, máy này chỉ biết phiên bản 1"),
        (lambda data: data.update(version="1"), "chỉ biết phiên bản 1"),
        (lambda data: data.pop("version"), "chỉ biết phiên bản 1"),
        (lambda data: data.update(format="x"), "không phải số liệu báo cáo"),
        (lambda data: data.pop("figures"), "bị hỏng"),
        (lambda data: data["figures"].pop("unit"), "bị hỏng"),
        (lambda data: data["figures"].update(names=["x"]), "bị hỏng"),
        (lambda data: data["figures"]["whole"].update(dossiers="3"), "bị hỏng"),
        (lambda data: data["figures"]["whole"]["shares"]["4.1"].update(met=9), "mâu thuẫn"),
        (lambda data: data["figures"]["whole"]["counts"].update(TiepNhan=-1), "mâu thuẫn"),
        (lambda data: data["figures"].update(last="2025-01-01"), "mâu thuẫn"),
    ],
)
def test_figures_of_an_unknown_version_or_shape_are_refused(counter, change, why):
    put(counter.store, [DossierRow()])
    data = json.loads(figures(counter))
    change(data)
    with pytest.raises(BadFigures, match=why):
        read_extract(json.dumps(data).encode())


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b"\xff\xfe", b" " * (8 * 1024 * 1024 + 1)])
def test_what_is_no_figures_is_refused(raw):
    with pytest.raises(BadFigures):
        read_extract(raw)


def test_the_list_of_counters_is_read_or_refused(counter, tmp_path):
    line = counter.packages.identity().line
    file = tmp_path / "quay.txt"
    file.write_text(f"\ufeff# các quầy\n\n{line}  Xã Mẫu một \n", "utf-8")
    assert read_counters(file) == {line: "Xã Mẫu một"}
    file.write_text("Xã Mẫu\n", "utf-8")
    with pytest.raises(UnreadableInput, match="quayso1"):
        read_counters(file)
    with pytest.raises(UnreadableInput):
        read_counters(tmp_path / "none.txt")


def test_with_a_passphrase_no_key_is_needed(counter, carrier, tmp_path):
    put(counter.store, [DossierRow(received=counter.clock.now() - timedelta(hours=1))])
    words, file = "trời hôm nay xanh lắm", tmp_path / "words.quayso"
    today = (counter.clock.now() - timedelta(hours=1)).astimezone(VIETNAM).date()
    period = replace(QUARTER, first=today, last=today, name="")
    assert extracts(counter).export(file, period, words).dossiers == 1
    assert extracts(carrier).merge([file], {}, words).whole.dossiers == 1
    with pytest.raises(BadPackage, match="cần mật khẩu"):
        extracts(carrier).merge([file], known([counter]))
