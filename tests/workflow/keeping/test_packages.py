"""Packages on a stick: out, sent by another counter, confirmed by receipts; wrong, cut and foreign ones refused.

The file is long because each way a package may be wrong is a case of its own.
"""

from __future__ import annotations

import json
import random
import struct
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from desktop.model.states import DigitisationState, StepState, SyncState
from desktop.store import dossiers, outbox, papers, untold
from desktop.store.errors import NotFound
from desktop.store.outbox import Outbox
from desktop.sync.chain import plan_notice
from desktop.sync.package.container import Header, PackageReader, PackageWriter, part_of
from desktop.sync.package.errors import BadPackage, CannotWritePackage, WeakPassphrase
from desktop.sync.package.seals import PackageKeys, Passphrase, SharedSecret
from desktop.sync.sender import Sender
from desktop.training.province.sandbox import SandboxProvince
from tests.samples import sample_dossier
from tests.store.filling import fill

WORDS = "trời hôm nay xanh lắm"


@pytest.fixture
def province(tmp_path):
    with SandboxProvince(tmp_path / "province") as province:
        yield province


@pytest.fixture
def package(counter, tmp_path):
    """Two unsent dossiers on a stick, sealed with a passphrase."""
    counter.work = fill(counter.store, dossier_count=2)
    return counter.packages.export(tmp_path / "stick.quayso", WORDS).file


def _sender(at, province):
    gateway = province.gateway(answer_s=5.0)
    return Sender(Outbox(at.store), gateway.line, gateway.dossiers, at.clock, random.Random(1))


def send_all(at, province):
    sender = _sender(at, province)
    for _ in range(40):
        while sender.run_once():
            pass
        with at.store.reading() as tx:
            if all(step.state in {"done", "failed"} for step in outbox.steps(tx)):
                return
        at.clock.forward(timedelta(minutes=16))


def sync_states(at, work):
    with at.store.reading() as tx:
        return {papers.get(tx, paper.id).sync for paper in work.papers}


def test_out_on_a_stick_sent_by_another_and_confirmed_by_the_receipts(counter, carrier, province, package, tmp_path):
    work = counter.work
    taken = carrier.packages.take(package, WORDS)
    assert sorted(taken.dossiers) == sorted(dossier.code for dossier in work.dossiers)
    send_all(carrier, province)
    receipts = carrier.packages.export_receipts(tmp_path / "receipts.quayso")
    assert receipts.dossiers == 2
    assert sync_states(counter, work) == {SyncState.QUEUED}
    back = counter.packages.take(receipts.file)
    assert (back.confirmed, back.refused) == (4, {})
    assert sync_states(counter, work) == {SyncState.CONFIRMED}
    with counter.store.reading() as tx:
        assert all(step.state is StepState.DONE for step in outbox.steps(tx))
        codes = [dossiers.get(tx, dossier.id).code for dossier in work.dossiers]
    state = province.state()
    assert sorted(one["code"] for one in state["dossiers"]) == sorted(codes)
    assert sorted(file["sha256"] for file in state["files"]) == sorted(paper.pdf_sha256 for paper in work.papers)
    # The same receipts once more change nothing.
    assert counter.packages.take(receipts.file).confirmed == 0


def test_only_what_is_unfinished_and_has_papers_goes_on_a_stick(counter, tmp_path):
    work = fill(counter.store, dossier_count=2)
    told = sample_dossier(code="TAM-1", provisional_code="TAM-1")
    with counter.store.writing() as tx:
        dossiers.add(tx, told)
        outbox.add_behind(tx, told.id, plan_notice(told, "Từ chối tiếp nhận hồ sơ", "refused", known=False))
        untold.drop(tx, outbox.steps(tx, dossier_id=work.dossiers[0].id))
    counter.packages.export(tmp_path / "stick.quayso", WORDS)
    assert [one.dossier.id for one in counter.packages._unsent()] == [work.dossiers[1].id]


def test_a_package_of_an_earlier_version_is_taken_and_sent(carrier, province):
    taken = carrier.packages.take(Path(__file__).parents[2] / "former" / "dossiers.quayso", WORDS)
    assert len(taken.dossiers) == 2
    send_all(carrier, province)
    state = province.state()
    sent = {one["code"]: one for known in state["dossiers"] for one in known["record"]["papers"] if one["source"]}
    assert {code: (one["reuse"], one["from_national"]) for code, one in sent.items()} == {
        "GT.CC.01": (1, False),
        "GT.QD.01": (2, True),
    }
    assert len(state["files"]) == 3
    with carrier.store.reading() as tx:
        assert {paper.sync for paper in papers.in_state(tx, DigitisationState.BUILT)} == {SyncState.CONFIRMED}


def test_by_stick_and_online_at_once_the_province_has_each_paper_once(counter, carrier, province, package, tmp_path):
    carrier.packages.take(package, WORDS)
    senders = [_sender(at, province) for at in (counter, carrier)]
    going = True
    while going:
        moved = [sender.run_once() for sender in senders]
        going = any(moved)
    state = province.state()
    assert len(state["dossiers"]) == len(state["codes_given"]) == 2
    assert len(state["files"]) == 4
    assert [len(one["papers"]) for one in state["dossiers"]] == [2, 2]
    assert sync_states(counter, counter.work) == sync_states(carrier, counter.work) == {SyncState.CONFIRMED}
    counter.packages.take(carrier.packages.export_receipts(tmp_path / "r.quayso").file)
    with pytest.raises(NotFound):
        counter.packages.export(tmp_path / "nothing.quayso", WORDS)


def test_a_package_for_the_province_is_sealed_to_its_key_and_taken_from_known_counters_only(counter, carrier, tmp_path):
    fill(counter.store, dossier_count=1)
    counter.build(package_recipient=carrier.packages.identity().line)
    file = counter.packages.export(tmp_path / "a.quayso").file
    with pytest.raises(BadPackage, match="chưa được khai báo"):
        carrier.packages.take(file)
    carrier.build(package_senders=(counter.packages.identity().line,))
    assert len(carrier.packages.take(file).dossiers) == 1


def test_nothing_of_a_citizen_can_be_read_on_the_stick(package, counter):
    raw = package.read_bytes()
    for dossier in counter.work.dossiers:
        assert dossier.party.name.encode() not in raw and dossier.party.number.encode() not in raw
    assert b"%PDF" not in raw


def refused(at, file, said, passphrase=WORDS):
    with pytest.raises(BadPackage) as refusal:
        at.packages.take(file, passphrase)
    assert said in refusal.value.message
    assert file.name in refusal.value.message
    with at.store.reading() as tx:
        assert dossiers.latest(tx) == []
        assert tx.exec_driver_sql("SELECT count(*) FROM content").scalar() == 0


def test_a_package_that_came_already_is_refused(carrier, package):
    carrier.packages.take(package, WORDS)
    with pytest.raises(BadPackage, match="đã nhận ngày"):
        carrier.packages.take(package, WORDS)


def test_ones_own_package_is_refused(counter, package):
    with pytest.raises(BadPackage, match="chính máy này"):
        counter.packages.take(package, WORDS)


def test_wrong_passphrase_wrong_kind_of_file_and_wrong_recipient_are_refused(counter, carrier, package, tmp_path):
    refused(carrier, package, "sai mật khẩu", "trời hôm nay không xanh")
    refused(carrier, package, "chưa được khai báo", "")
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04 hello" * 100)
    refused(carrier, tmp_path / "letter.docx", "không phải gói")
    refused(carrier, tmp_path / "missing.quayso", "")
    counter.build(package_recipient=counter.packages.identity().line)
    file = counter.packages.export(tmp_path / "other.quayso").file
    carrier.build(package_senders=(counter.packages.identity().line,))
    refused(carrier, file, "nơi nhận khác", "")


@pytest.mark.faults
def test_every_cut_and_every_flipped_bit_is_noticed_and_nothing_is_taken(carrier, package, tmp_path):
    raw = package.read_bytes()
    chance = random.Random(7)
    file = tmp_path / "harmed.quayso"
    for _ in range(10):
        file.write_bytes(raw[: chance.randrange(len(raw))])
        refused(carrier, file, "")
        flipped = bytearray(raw)
        flipped[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        file.write_bytes(flipped)
        refused(carrier, file, "")
    file.write_bytes(raw + b"x")
    refused(carrier, file, "")


@pytest.mark.faults
def test_records_that_are_left_out_or_moved_are_noticed(carrier, package, tmp_path):
    from desktop.machine.frames import read_frame, write_frame

    frames = []
    with package.open("rb") as stick:
        while frame := read_frame(stick):
            frames.append(frame)
    for order in ([0, *range(2, len(frames))], [0, 2, 1, *range(3, len(frames))], list(range(len(frames) - 1))):
        file = tmp_path / "harmed.quayso"
        with file.open("wb") as out:
            for at in order:
                write_frame(out, *frames[at])
        refused(carrier, file, "")


@pytest.mark.faults
@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_pulled_stick_costs_one_record_and_the_next_run_goes_on(counter, carrier, tmp_path, monkeypatch, after):
    work = fill(counter.store, dossier_count=2)
    file = tmp_path / "stick.quayso"
    written = 0
    add = PackageWriter.add

    def pulled(self, meta, body=b""):
        nonlocal written
        if written == after:
            self._out.write(b"half a record")
            self._out.flush()
            raise CannotWritePackage(file.name)
        written += 1
        add(self, meta, body)

    monkeypatch.setattr(PackageWriter, "add", pulled)
    with pytest.raises(CannotWritePackage):
        counter.packages.export(file, WORDS)
    assert part_of(file).exists() and not file.exists()
    monkeypatch.setattr(PackageWriter, "add", add)
    before = part_of(file).read_bytes()
    assert counter.packages.export(file, WORDS).files == 4
    whole_part = before[: -len(b"half a record")]
    assert file.read_bytes().startswith(whole_part)
    assert len(carrier.packages.take(file, WORDS).dossiers) == len(work.dossiers)


def test_another_pcs_unfinished_package_is_not_gone_on_with(counter, carrier, package, tmp_path):
    package.rename(part_of(tmp_path / "b.quayso"))
    fill(carrier.store, dossier_count=1)
    with pytest.raises(BadPackage, match="gói dở dang của máy khác"):
        carrier.packages.export(tmp_path / "b.quayso", WORDS)


def forged(counter, package_id, secret, receipt, file, signer):
    seal = SharedSecret(package_id, secret)
    own = bytes(range(32))
    header = Header(id="r", kind="receipts", made_at="x", sender=signer.public.line, seal=seal.lock(own))
    writer = PackageWriter(file, header, own, signer)
    writer.add(receipt)
    writer.finish()
    return file


def test_a_lying_receipt_confirms_nothing(counter, carrier, package, tmp_path):
    work = counter.work
    reader = PackageReader(package, Passphrase(WORDS))
    dossier, paper = work.dossiers[0], work.papers[0]
    right = {"province_id": "GT-1", "sha256": paper.pdf_sha256}
    for number, answer in enumerate(
        ({**right, "sha256": "0" * 64}, {**right, "province_id": ""}, {**right, "sha256": paper.pdf_sha256.upper()})
    ):
        receipt = {
            "type": "receipt",
            "id": str(dossier.id),
            "code": "H99-260312-0001",
            "steps": {},
            "papers": {str(paper.id): answer},
        }
        file = forged(
            counter, reader.header.id, reader.secret, receipt, tmp_path / f"{number}", PackageKeys(carrier.secrets)
        )
        taken = counter.packages.take(file)
        assert taken.confirmed == 0 and taken.refused
        assert sync_states(counter, work) == {SyncState.QUEUED}
        with counter.store.reading() as tx:
            assert dossiers.get(tx, dossier.id).code == dossier.code


NO_OBJECTS: list[Any] = [None, 7, "x", [], [[]], {"x": 1}]


def test_a_receipt_of_any_shape_is_taken_or_refused_and_no_bug(counter, carrier, package, tmp_path):
    reader = PackageReader(package, Passphrase(WORDS))
    secrets = PackageKeys(carrier.secrets)
    file = tmp_path / "r"
    for value in (*NO_OBJECTS, {"a": {"province_id": [], "sha256": {}}}):
        for field in ("id", "code", "steps", "papers"):
            receipt: dict[str, Any] = {"type": "receipt", "id": str(counter.work.dossiers[0].id), "code": ""}
            receipt |= {"steps": {}, "papers": {}, field: value}
            file.unlink(missing_ok=True)
            forged(counter, reader.header.id, reader.secret, receipt, file, secrets)
            try:
                assert counter.packages.take(file).confirmed == 0
            except BadPackage as told:
                assert "không đúng quy ước" in told.message
    assert sync_states(counter, counter.work) == {SyncState.QUEUED}


def test_a_receipt_with_the_code_of_another_dossier_is_refused_whole(counter, carrier, package, tmp_path):
    reader = PackageReader(package, Passphrase(WORDS))
    first, second = counter.work.dossiers
    with counter.store.writing() as tx:
        dossiers.adopt_code(tx, first.id, "H99-260312-0001")
    receipt = {"type": "receipt", "id": str(second.id), "code": "H99-260312-0001", "steps": {}, "papers": {}}
    file = forged(counter, reader.header.id, reader.secret, receipt, tmp_path / "r", PackageKeys(carrier.secrets))
    taken = counter.packages.take(file)
    assert "hồ sơ khác" in taken.refused[second.code]


SPOILT = [
    lambda data: data["dossier"].update(id=7),
    lambda data: data["dossier"].update(code=["x"]),
    lambda data: data["dossier"]["party"].update(name={"a": 1}),
    lambda data: data["papers"][0].update(position=10**30),
    lambda data: data["papers"][0]["details"].update(number=[1]),
    lambda data: data["steps"][0].update(attempts="1"),
    lambda data: data["steps"][0].update(payload=[]),
    lambda data: data["steps"][0].update(payload=data["steps"][1]["payload"]),
    lambda data: data["steps"][0].update(key=None),
    # Left out, or of somebody who knows more than we do.
    lambda data: data["dossier"]["party"].pop("kind"),
    lambda data: data["papers"][0].pop("sync"),
    lambda data: data["papers"][0].update(more=1),
    lambda data: data.update(papers={"a": 1}),
    lambda data: data.update(steps=None),
    lambda data: data.update(dossier=[]),
    # The same items once more, in the same package and under another dossier's name.
    lambda data: data["steps"].append(dict(data["steps"][0])),
    lambda data: data["papers"].append(dict(data["papers"][0])),
]


def test_a_dossier_of_any_shape_is_taken_whole_or_refused_and_no_bug(counter, carrier, package, tmp_path):
    reader = PackageReader(package, Passphrase(WORDS))
    records = [(json.dumps(meta), body) for meta, body in reader.records()]
    signer = PackageKeys(carrier.secrets)
    header = replace(reader.header, id="another", sender=signer.public.line)
    for spoil in [*SPOILT, None]:
        file = tmp_path / "spoilt"
        file.unlink(missing_ok=True)
        writer = PackageWriter(file, header, reader.secret, signer)
        for text, body in records:
            meta = json.loads(text)
            if meta["type"] == "dossier" and spoil:
                spoil(meta)
            writer.add(meta, body)
        writer.finish()
        if spoil:
            refused(carrier, file, "không đúng quy ước")
        else:
            assert len(carrier.packages.take(file, WORDS).dossiers) == 2


def test_the_items_of_one_package_under_another_dossier_are_refused(counter, carrier, package, tmp_path):
    carrier.packages.take(package, WORDS)
    reader = PackageReader(package, Passphrase(WORDS))
    signer = PackageKeys(carrier.secrets)
    header = replace(reader.header, id="another", sender=signer.public.line)
    writer = PackageWriter(tmp_path / "replayed", header, reader.secret, signer)
    before = steps_of(carrier)
    for meta, body in reader.records():
        if meta["type"] == "dossier":
            fresh = str(uuid4())
            text = json.dumps(meta).replace(meta["dossier"]["id"], fresh)
            meta = json.loads(text)
            meta["dossier"] |= {"code": "TAM-XXXX-XXXX", "provisional_code": "TAM-XXXX-XXXX"}
        writer.add(meta, body)
    writer.finish()
    with pytest.raises(BadPackage, match="không đúng quy ước"):
        carrier.packages.take(tmp_path / "replayed", WORDS)
    assert steps_of(carrier) == before


def steps_of(at):
    with at.store.reading() as tx:
        return outbox.steps(tx)


def test_a_head_a_thousand_deep_is_no_package(carrier, tmp_path):
    for levels in (200, 100_000):
        head = (
            b'{"format": "quayso-package", "version": 1, "id": "x", "kind": "dossiers", "made_at": "", "sender": "", '
        )
        head += b'"seal": ' + b'{"a": ' * levels + b"1" + b"}" * levels + b"}"
        (tmp_path / "deep").write_bytes(struct.pack("!II", len(head), 0) + head)
        with pytest.raises(BadPackage):
            carrier.packages.take(tmp_path / "deep", WORDS)


def test_a_receipt_by_somebody_who_never_opened_the_package_is_refused(counter, carrier, package, tmp_path):
    reader = PackageReader(package, Passphrase(WORDS))
    file = forged(counter, reader.header.id, bytes(32), {}, tmp_path / "f", PackageKeys(carrier.secrets))
    with pytest.raises(BadPackage, match="không do nơi đã mở gói"):
        counter.packages.take(file)
    with pytest.raises(BadPackage, match="không do máy này lập"):
        carrier.packages.take(file)


def test_a_short_passphrase_is_refused(counter, tmp_path):
    fill(counter.store, dossier_count=1)
    with pytest.raises(WeakPassphrase):
        counter.packages.export(tmp_path / "a", "ngắn quá")


def test_records_put_in_place_of_those_that_were_proven_are_refused(counter, carrier, tmp_path):
    """Whoever knows the passphrase can write records, but not those that their sender has signed."""
    signer, secret = PackageKeys(carrier.secrets), bytes(range(32))
    seal = SharedSecret("p", bytes(32))
    header = Header(id="r", kind="receipts", made_at="x", sender=signer.public.line, seal=seal.lock(secret))
    for name, words in (
        ("a", ("one", "two")),
        ("b", ("one", "other")),
        ("c", ("one",)),
        ("d", ("one", "two", "three")),
    ):
        writer = PackageWriter(tmp_path / name, header, secret, signer)
        for word in words:
            writer.add({"id": word})
        writer.finish()
    for other in "bcd":
        file = tmp_path / f"stick-{other}"
        file.write_bytes((tmp_path / "a").read_bytes())
        reader = PackageReader(file, seal)
        assert [meta["id"] for meta, _ in reader.records()] == ["one", "two"]
        file.write_bytes((tmp_path / other).read_bytes())
        with pytest.raises(BadPackage, match="bị thay"):
            list(reader.records())
