"""Other setups made from the same bundle: an older one, a newer one with a migration more; not compressed."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

from installer.build import content
from installer.build.setup import SetupPlan, make_setup, settle_times
from installer.build.tools import ROOT

_MIGRATION = '''"""One table more, to see an upgrade migrate."""

from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    """Add it."""
    op.execute("CREATE TABLE upgrade_probe (id INTEGER PRIMARY KEY)")
'''


def another_version(plan: SetupPlan, folder: Path, version: str, *, migration: bool = False) -> Path:
    """A setup of the same bundle that calls itself `version`, with one migration more where asked.

    Files are linked, not copied; those that differ are written anew.
    """
    stage = folder / f"stage-{version}"
    shutil.copytree(plan.stage, stage, copy_function=_link)
    _rewrite(stage / "app" / "desktop" / "__init__.py", "__version__", version)
    if migration:
        store = stage / "app" / "desktop" / "store"
        extra = store / "migrations" / "versions" / "9999_upgrade_probe.py"
        extra.write_text(_MIGRATION.format(head=_head()), "utf-8")
        _rewrite(store / "schema.py", "NEWEST", "9999")
    (stage / content.MANIFEST).unlink()
    content.write_manifest(stage)
    settle_times(stage, plan.epoch)
    return make_setup(replace(plan, stage=stage, out=folder, version=version, compression="none"))


def _link(source: str, target: str) -> None:
    Path(target).hardlink_to(source)


def _rewrite(module: Path, name: str, value: str) -> None:
    """Give a text of a module another value."""
    text = re.sub(rf'^{name} = ".*"', f'{name} = "{value}"', module.read_text("utf-8"), flags=re.MULTILINE)
    module.unlink()
    module.write_text(text, "utf-8")
    # Byte code is believed unchecked: the old one would go on speaking of the old value.
    for old in (module.parent / "__pycache__").glob(f"{module.stem}.*.pyc"):
        old.unlink()


def _head() -> str:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "desktop" / "store" / "migrations"))
    return str(ScriptDirectory.from_config(config).get_current_head())
