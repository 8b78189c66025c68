"""`report …`."""

from __future__ import annotations

import argparse

from desktop.cli.answer import Answer
from desktop.cli.inputs import opened, secret_line
from desktop.cli.outputs import output
from desktop.model.errors import WrongUsage
from desktop.report.facts import Scope
from desktop.report.period import Period, read_period


def report_digitisation(arguments: argparse.Namespace) -> Answer:
    """The digitisation indicators of a period."""
    period = _period(arguments)
    xlsx = output(arguments, arguments.xlsx) if arguments.xlsx else None
    pdf = output(arguments, arguments.pdf) if arguments.pdf else None
    with opened(arguments) as app:
        report = app.reports.digitisation(period, _scope(arguments, period))
        settings, now = app.settings, app.clock.now()
    # Here and not above, both: each brings a library of its own, and most commands of this room write neither.
    if xlsx:
        from desktop.report.workbook import report_xlsx

        xlsx.write(report_xlsx(report, settings.unit_name, now))
    if pdf:
        from desktop.report.printed import report_pdf

        pdf.write(report_pdf(report, settings, now))
    return Answer(data=report.as_data(), lines=report.as_lines())


def report_dossiers(arguments: argparse.Namespace) -> Answer:
    """The dossiers behind a number of the report."""
    scope = _scope(arguments, _period(arguments))
    with opened(arguments) as app:
        codes = app.reports.behind(scope, arguments.figure, missing=arguments.missing)
    return Answer(data={"figure": arguments.figure, "dossiers": codes}, lines=codes or ["Không có hồ sơ nào."])


def report_register(arguments: argparse.Namespace) -> Answer:
    """The register of the dossiers received in a period."""
    period = _period(arguments)
    out = output(arguments, arguments.out)
    with opened(arguments) as app:
        data = app.register.draw(period.first, period.last)
    out.write(data)
    return Answer(data={"file": str(arguments.out)}, lines=[f"Sổ theo dõi hồ sơ {period.words}: {arguments.out}"])


def report_plan(arguments: argparse.Namespace) -> Answer:
    """The counter against the plans."""
    period = _period(arguments)
    xlsx = output(arguments, arguments.xlsx) if arguments.xlsx else None
    pdf = output(arguments, arguments.pdf) if arguments.pdf else None
    with opened(arguments) as app:
        report = app.plans.report(period, own=arguments.own)
        settings, now = app.settings, app.clock.now()
    if xlsx:
        from desktop.report.plan.workbook import plan_xlsx

        xlsx.write(plan_xlsx(report, settings.unit_name, now))
    if pdf:
        from desktop.report.plan.printed import plan_pdf

        pdf.write(plan_pdf(report, settings, now))
    return Answer(data=report.as_data(), lines=report.as_lines())


def report_plan_dossiers(arguments: argparse.Namespace) -> Answer:
    """The dossiers behind a number of the plan's times."""
    period = _period(arguments)
    with opened(arguments) as app:
        codes = app.plans.behind(period, arguments.figure, own=arguments.own)
    return Answer(data={"figure": arguments.figure, "dossiers": codes}, lines=codes or ["Không có hồ sơ nào."])


def report_extract(arguments: argparse.Namespace) -> Answer:
    """This counter's figures of a period, signed, for the province."""
    out, period = output(arguments, arguments.out), _period(arguments)
    passphrase = secret_line() if arguments.passphrase_stdin else ""
    with opened(arguments) as app:
        done = app.extracts.export(out.path, period, passphrase, replace=out.replace)
    data = {
        "out": str(out.path),
        "package": done.package_id,
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "dossiers": done.dossiers,
        "unsynchronised": done.unconfirmed,
    }
    return Answer(data=data, lines=[f"Đã ghi {out.path}: số liệu của {done.dossiers} hồ sơ, {period.words}."])


def report_merge(arguments: argparse.Namespace) -> Answer:
    """The figures of many counters as one workbook."""
    from desktop.report.merged import merged_xlsx
    from desktop.workflow.keeping.extracts import read_counters

    out = output(arguments, arguments.xlsx, sources=arguments.extracts)
    passphrase = secret_line() if arguments.passphrase_stdin else ""
    counters = read_counters(arguments.counters) if arguments.counters else {}
    with opened(arguments) as app:
        merged = app.extracts.merge(arguments.extracts, counters, passphrase)
        unit = app.settings.unit_name
    out.write(merged_xlsx(merged, unit))
    lines = [f"Đã gộp số liệu của {len(merged.came)} quầy vào {out.path}."]
    lines += [f"✗ chưa có số liệu: {name}" for name in merged.missing]
    return Answer(data={"xlsx": str(out.path), **merged.as_data()}, lines=lines)


def _period(arguments: argparse.Namespace) -> Period:
    if arguments.period:
        if arguments.first or arguments.last:
            raise WrongUsage(detail="--period không đi cùng --from, --to")
        return read_period(arguments.period)
    if not (arguments.first and arguments.last):
        raise WrongUsage(detail="cần --period, hoặc cả --from và --to")
    if arguments.first > arguments.last:
        raise WrongUsage(detail="ngày bắt đầu sau ngày kết thúc")
    return Period(first=arguments.first, last=arguments.last)


def _scope(arguments: argparse.Namespace, period: Period) -> Scope:
    return Scope(
        first=period.first,
        last=period.last,
        unit=arguments.unit,
        official=arguments.official,
        procedure=arguments.procedure,
        field=arguments.field,
    )
