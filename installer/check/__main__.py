"""`python -m installer.check SETUP`: the life of an installation under Wine, from the first install to the purge.

Exit status 0 only where everything is as it should be. Pictures of the window and what the demonstration made stay in
`--out` for somebody to look at.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from installer.build.__main__ import BUILD, build_epoch, project_version
from installer.build.setup import SetupPlan
from installer.check import devices, life, tls, work
from installer.check.machine import Counter
from installer.check.report import Report
from installer.check.variants import another_version
from installer.check.wine import NEEDED, wine

OLDER, NEWER = "0.0.9", "99.0"


def main() -> int:
    """Check one setup file."""
    words = argparse.ArgumentParser(prog="python -m installer.check", description=__doc__)
    words.add_argument("setup", type=Path, help="the setup file that was built last")
    words.add_argument("--work", type=Path, default=BUILD, help="where its bundle was laid out")
    words.add_argument("--out", type=Path, default=BUILD / "check", help="for pictures and papers")
    given = words.parse_args()
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print("SKIPPED: this machine has no " + ", ".join(missing))
        return 2
    given.out.mkdir(parents=True, exist_ok=True)
    plan = SetupPlan(
        stage=given.work / "stage",
        work=given.work / "cache" / "launcher",
        out=given.out,
        version=project_version(),
        compression="none",
        epoch=build_epoch(),
    )
    report = Report()
    # Beside the bundle: variants link its files.
    with tempfile.TemporaryDirectory(prefix="check-", dir=given.work) as temporary:
        folder = Path(temporary)
        older = another_version(plan, folder, OLDER)
        newer = another_version(plan, folder, NEWER, migration=True)
        report.note("an older and a newer setup are made")
        with wine(folder) as windows:
            counter = Counter(windows)
            life.prepared_beforehand(counter)
            life.first_install(report, counter, older, OLDER)
            life.strangers_folder(report, counter)
            work.fill_store(report, counter)
            life.upgrade(report, counter, given.setup, plan.version, folder)
            work.every_part_works(report, counter)
            tls.tls(report, counter, folder)
            work.demonstration(report, counter, given.out)
            devices.vendor_token(report, counter, folder)
            devices.wia_scanner(report, counter, folder)
            work.window(report, counter, given.setup, given.out)
            life.refusals(report, counter, given.setup, plan.version, folder)
            life.repair(report, counter, given.setup)
            life.failure_in_the_middle(report, counter, given.setup, plan.version)
            life.upgrade_with_migration(report, counter, newer, NEWER)
            life.downgrade(report, counter, given.setup, NEWER)
            life.removal(report, counter)
            life.purge(report, counter, newer)
    print(f"\n{len(report.failed)} failed: {', '.join(report.failed)}" if report.failed else "\nall as it should be")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
