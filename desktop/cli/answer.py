"""What a command answers, and how it is printed: words for people, one JSON object for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.model.errors import QuaySoError


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The outcome of a command.

    Attributes:
        data: the JSON object.
        lines: the same in words.
        status: exit status.
    """

    data: dict[str, Any]
    lines: Sequence[str] = field(default=())
    status: int = 0


def show(answer: Answer, *, as_json: bool) -> int:
    """Print an answer on stdout; gives the exit status."""
    if as_json:
        _print(json.dumps(answer.data, ensure_ascii=False))
    else:
        for line in answer.lines:
            _print(line)
    return answer.status


def show_error(error: QuaySoError, *, as_json: bool) -> int:
    """Print a known trouble: JSON on stdout, or two sentences on stderr; gives the exit status."""
    if as_json:
        _print(json.dumps({"error": error.as_json()}, ensure_ascii=False))
    else:
        print(f"{error.message}\n→ {error.what_to_do}", file=sys.stderr)  # noqa: T201
    return error.exit_status


def progress(text: str) -> None:
    """Progress on a terminal only; programs and pipes see nothing of it."""
    if sys.stderr.isatty():
        print(text, file=sys.stderr)  # noqa: T201


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
