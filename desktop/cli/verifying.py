"""`verify`."""

from __future__ import annotations

import argparse
import hashlib

from desktop.cli.answer import Answer
from desktop.cli.inputs import read
from desktop.cli.outputs import output
from desktop.cli.trusted import counter
from desktop.machine.clock import SystemClock
from desktop.signing.verify import Word, verify_pdf


def verify(arguments: argparse.Namespace) -> Answer:
    """The verdict on a file; exit status 1 where a signature does not hold."""
    report = output(arguments, arguments.report, [arguments.file]) if arguments.report else None
    _, authorities, _ = counter(arguments)
    pdf, now = read(arguments.file), SystemClock().now()
    desk = None if arguments.offline else authorities.desk
    verdict = verify_pdf(pdf, authorities.trusted, name=arguments.file.name, at=now, desk=desk)
    data = verdict.as_data()
    if report:
        # Here and not above: it prints, and a verdict is mostly read where it is given.
        from desktop.signing.report import report_pdf

        page = report_pdf(verdict, arguments.file.name, hashlib.sha256(pdf).hexdigest(), now)
        report.write(page)
        data["report"] = str(arguments.report)
    lines = [str(data["sentence"])]
    for signature in verdict.signatures:
        lines += ["", f"  {signature.why}"] if signature.why else [""]
        lines += [f"  {label}: {words}" for label, words in signature.facts]
    return Answer(data=data, lines=lines, status=1 if verdict.word is Word.INVALID else 0)
