"""The work of an installed program: every part, the whole job, a vendor's token, the window."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

from PIL import Image

from desktop.machine.folders import folders
from desktop.machine.secrets import TrainingSecrets
from desktop.store import contents
from desktop.store.file import Store
from installer.check.judge import judge
from installer.check.machine import Counter
from installer.check.report import Report

STILL_RUNNING = 12
CITIZEN = "012345678901||Nguyễn Văn Mẫu|01011990|Nam|Thôn Mẫu, xã Mẫu|01012022"
# Wine has no scanner, no token and no keyboard of a clerk: what must be well in training mode on any machine.
MUST_BE_WELL = {"Máy quét", "Chữ ký số", "Kho dữ liệu", "Đường truyền", "Đồng hồ", "Kho khoá"}
WINDOW_S = 240.0


def fill_store(report: Report, counter: Counter) -> None:
    """A real dossier in a real store, its key in Windows' own Credential Manager."""
    done = counter.quayso(
        "catalogue", "import", counter.home / "app" / "resources" / "catalogue" / "sample.json", "--json"
    )
    report.same("a catalogue is taken", 0, done.status, done.text)
    opened = ("dossier", "new", "--procedure", "1.011616", "--case", "TH1", "--qr", CITIZEN, "--json")
    done = counter.quayso(*opened)
    report.same("a dossier is opened", 0, done.status, done.text)
    store = counter.data / "quayso.db"
    report.that("its store is encrypted", store.exists() and b"SQLite format" not in store.read_bytes()[:64])


def every_part_works(report: Report, counter: Counter) -> None:
    """The program's own looks at itself."""
    done = counter.quayso("self-test", "--json")
    findings = done.json()["findings"] if "{" in done.text else []
    broken = [f"{one['name']}: {one['trouble']}" for one in findings if not one["works"]]
    report.that(
        f"self-test, {len(findings)} findings", done.status == 0 and findings and not broken, broken or done.text
    )
    done = counter.quayso("doctor", "--training", "--json")
    checks = {one["name"]: one for one in done.json()["checks"]} if "{" in done.text else {}
    ill = [one["sentence"] for name, one in checks.items() if name in MUST_BE_WELL and one["state"] != "ok"]
    report.that("doctor in training mode", set(checks) >= MUST_BE_WELL and not ill, ill or done.text)
    done = counter.quayso("dossier", "list", "--json")
    report.same(
        "the old store opens, the dossier is there", 1, len(done.json()["dossiers"]) if done.status == 0 else done.text
    )


def demonstration(report: Report, counter: Counter, out: Path) -> None:
    """The whole job there; the papers it made are then judged here, by programs that are not ours."""
    data = counter.wine.drive / "demo"
    done = counter.quayso("demo", "--book", "4", "--data", data, "--json")
    said = done.json() if "{" in done.text else {}
    report.that("demo", done.status == 0 and said.get("verified"), done.text[-1500:])
    report.that("it says what it could not verify there", len(said.get("not_checked_by", [])) == 3, said)
    if not report.that("its store opens on another system", (data / "quayso.db").exists()):
        return
    place = folders(data, training=True)
    store = Store(place, TrainingSecrets(place), training=True)
    try:
        with store.reading() as tx:
            papers = {one["code"]: contents.fetch(tx, one["sha256"]) for one in said["papers"]}
    finally:
        store.close()
    kept = out / "papers"
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir()
    for code, pdf in papers.items():
        (kept / f"{code}.pdf").write_bytes(pdf)
        judge(report, kept / f"{code}.pdf")


def window(report: Report, counter: Counter, setup: Path, out: Path) -> None:
    """The window on Windows' own platform, and what a setup does meanwhile."""
    process = counter.wine.start(counter.home / "QuaySo.exe", "--training")
    picture = out / "window.png"
    try:
        report.that("the window stands on the screen", _shown(counter, picture), f"see {picture}")
        done = counter.install(setup)
        report.same("a setup is refused while it runs", STILL_RUNNING, done.status, done.text)
        done = counter.uninstall()
        report.same("so is uninstalling", STILL_RUNNING, done.status, done.text)
    finally:
        counter.wine.run("taskkill", "/IM", "QuaySo.exe")
        try:
            process.communicate(timeout=90)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
    report.same("it closes when asked", 0, process.returncode)


def _shown(counter: Counter, picture: Path) -> bool:
    """Wait until the screen shows more than an empty desktop and rests."""
    before: bytes | None = None
    end = time.monotonic() + WINDOW_S
    while time.monotonic() < end:
        time.sleep(3)
        counter.wine.picture(picture)
        with Image.open(picture) as image:
            small = image.convert("RGB").resize((170, 96))
            colours, now = len(set(small.getdata())), small.tobytes()
        if colours > 60 and now == before:
            return True
        before = now
    return False
