"""`python -m installer.build`: the whole way from the locks to the setup file."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from desktop import __version__
from installer.build import (
    bytecode,
    closure,
    content,
    hollow,
    launcher,
    library,
    natives,
    notices,
    openssl,
    parts,
    prune,
    runtime,
    sbom,
    setup,
    wheels,
)
from installer.build.tools import ROOT, BuildBroken, run, say, sha256

BUILD = ROOT / "build" / "installer"


def project_version() -> str:
    """The program's version, as it says it itself."""
    return __version__


def build_epoch() -> int:
    """What the build calls now: the last commit's time, so that the same sources give the same bytes."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return int(given or run(["git", "log", "-1", "--format=%ct"]))


def make_stage(stage: Path, cache: Path, version: str, epoch: int, official: runtime.OfficialZip | None = None) -> None:
    """Lay out the whole bundle in a fresh folder and prove that it is whole.

    Args:
        stage: the folder; removed first.
        cache: where downloads stay between builds.
        version: what the bundle calls itself.
        epoch: the build's now.
        official: an embeddable CPython to take in place of the locked one.

    Raises:
        BuildBroken: something is not what the locks say, or is missing, or must not ship.
    """
    shutil.rmtree(stage, ignore_errors=True)
    python, app = stage / "python", stage / "app"
    site_packages = python / "Lib" / "site-packages"
    pins = runtime.read_pins()
    signed = runtime.put_runtime(python, cache, pins, official)
    say(f"CPython {pins['python']['version']}, {signed} files signed by its foundation")
    tls = openssl.put_openssl(python, cache, pins, epoch)
    say(f"OpenSSL {tls.version}, signed by its publisher")
    entries = wheels.for_windows(wheels.read_lock(ROOT / "locks" / "requirements.lock"))
    names = wheels.put_wheels(site_packages, cache, entries, wheels.asked_for())
    say(f"{len(names)} wheels")
    found = parts.parts(site_packages, python, pins)
    prune.prune(site_packages, python)
    hollow.hollow_out(site_packages, cache / "hollow")
    library.repack_library(python)
    content.put_program(app, version)
    content.put_reading(app / "resources", pins["tessdata"])
    launcher.put_launchers(stage, cache / "launcher", version)
    notices.write_notices(stage / "licences", found)
    sbom.write_sbom(stage / "licences" / "sbom.cdx.json", found, version, epoch)
    shutil.copyfile(ROOT / "LICENSE", stage / "licences" / "LICENSE.txt")
    bytecode.compile_program(stage)
    bytecode.compile_libraries(stage)
    say("program, resources, licences, byte code")
    prune.forbid(stage)
    content.demand_whole(stage)
    closure.demand_closed(stage)
    natives.demand_tested(site_packages)
    say("whole, and every DLL has what it imports")


def main() -> int:
    """Build; exit status 1 with one line where something is not right."""
    words = argparse.ArgumentParser(prog="python -m installer.build", description=__doc__)
    words.add_argument("--version", default=project_version())
    words.add_argument("--compression", choices=setup.COMPRESSIONS, default="lzma")
    words.add_argument("--out", type=Path, default=ROOT / "dist")
    words.add_argument("--work", type=Path, default=BUILD, help="downloads and the laid out bundle")
    words.add_argument(
        "--runtime", type=Path, help="official python-3.11.*-embed-amd64.zip, in place of the locked one"
    )
    words.add_argument("--runtime-sha256", default="", help="its SHA-256, as python.org publishes it")
    words.add_argument("--signer", type=Path, help="program that signs the one file it is given, in place")
    words.add_argument("--stage-only", action="store_true", help="lay out the bundle and stop")
    given = words.parse_args()
    official = runtime.OfficialZip(given.runtime, given.runtime_sha256) if given.runtime else None
    stage, cache, epoch = given.work / "stage", given.work / "cache", build_epoch()
    try:
        make_stage(stage, cache, given.version, epoch, official)
        if given.signer:
            for one in launcher.LAUNCHERS:
                run([given.signer, stage / one.path])
        count = content.write_manifest(stage)
        setup.settle_times(stage, epoch)
        if given.stage_only:
            return 0
        plan = setup.SetupPlan(
            stage=stage,
            work=cache / "launcher",
            out=given.out.resolve(),
            version=given.version,
            compression=given.compression,
            epoch=epoch,
            signer=given.signer and given.signer.resolve(),
        )
        file = setup.make_setup(plan)
    except BuildBroken as broken:
        say(f"BROKEN: {broken}")
        return 1
    say(f"{file}: {file.stat().st_size / 1e6:.1f} MB, {count} files, SHA-256 {sha256(file)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
