"""How far a counter is against the plans: backlog, reuse, productivity, and the time a dossier takes (R59)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.model.backlog import Progress
from desktop.report.counting import Share
from desktop.report.digitisation import share_data, share_words
from desktop.report.period import Period
from desktop.report.plan.progress import progress_data, progress_lines
from desktop.report.plan.targets import Target
from desktop.report.plan.times import Stage, Times, Took

STAGE_WORDS = {
    Stage.WORK: "Làm tại quầy, đến khi quét xong",
    Stage.READING: "Đọc và kiểm tra, đến khi xác nhận xong",
    Stage.SIGNATURE: "Chờ ký số",
    Stage.LINE: "Chờ gửi qua đường truyền",
    Stage.PROVINCE: "Chờ tỉnh xác nhận",
}
TOOK_WORDS = {
    Took.AT_COUNTER: "Hồ sơ làm xong tại quầy trong một ngày",
    Took.WITHIN: "Trong chỉ tiêu",
    Took.OVER: "Quá chỉ tiêu",
    Took.MANY_DAYS: "Hồ sơ làm qua nhiều ngày",
    Took.NOT_KNOWN: "Hồ sơ chưa có giấy tờ xác nhận, hoặc chưa xác nhận hết",
    Took.THROUGH: "Hồ sơ đã được tỉnh xác nhận hết thành phần",
}
_YEAR_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Productivity:
    """How many dossiers a person receives.

    Attributes:
        dossiers: received by these officials.
        officials: how many received any.
        counter: dossiers received at the whole counter.
        days: days of the period up to today.
        target: dossiers a person and year; None where none is in force.
    """

    dossiers: int
    officials: int
    counter: int
    days: int
    target: Target | None

    @property
    def a_year(self) -> int | None:
        """Dossiers a person and year at this pace, a half rounded up; None where nobody received any."""
        return _a_year(self.dossiers, self.officials * self.days)

    @property
    def applies(self) -> bool:
        """Whether the target is for this counter: not where fewer come in a year than one person should receive."""
        return self.target is not None and (_a_year(self.counter, self.days) or 0) >= self.target.value


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReport:
    """A counter against the plans.

    Attributes:
        period: the days on which the dossiers were received.
        today: the day on which the backlog is so.
        official: whose productivity and times these are; empty for the whole counter's.
        reuse: dossiers in which something digitised is used again; the whole counter's.
        reuse_target, minutes_target: what a plan wants; None where none is in force.
        productivity: dossiers a person and year.
        times: how long dossiers took.
        backlog: how far the backlog is.
    """

    period: Period
    today: date
    official: str
    reuse: Share
    reuse_target: Target | None
    productivity: Productivity
    times: Times
    minutes_target: Target | None
    backlog: Progress

    def as_data(self) -> dict[str, Any]:
        """JSON-ready."""
        own = self.productivity
        return {
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "period": self.period.name,
            "official": self.official,
            "reuse": {**share_data(self.reuse), "target": _target(self.reuse_target)},
            "productivity": {
                "dossiers": own.dossiers,
                "officials": own.officials,
                "days": own.days,
                "a_year": own.a_year,
                "target": _target(own.target),
                "applies": own.applies,
            },
            "times": {
                "minutes": self.times.minutes,
                "reading_minutes": self.times.reading_minutes,
                "target": _target(self.minutes_target),
                "dossiers": {str(name): count for name, count in self.times.counts.items()},
                "stages": {
                    str(stage): {"minutes": self.times.minutes_of(stage), "percent": self.times.percent_of(stage)}
                    for stage in Stage
                },
            },
            "backlog": {"on": self.today.isoformat(), **progress_data(self.backlog)},
        }

    def as_lines(self) -> list[str]:
        """In words."""
        whose = f" của {self.official}" if self.official else ""
        return [
            f"Theo dõi kế hoạch {self.period.words}",
            f"Dùng lại dữ liệu đã số hóa: {share_words(self.reuse)}; {target_words(self.reuse_target, '%')}",
            f"Năng suất tiếp nhận{whose}: {productivity_words(self.productivity)}",
            f"Thời gian tại quầy{whose}: {minutes_words(self.times.minutes)} một hồ sơ, trong đó đọc và kiểm tra "
            f"{minutes_words(self.times.reading_minutes)}; {target_words(self.minutes_target, 'phút')}",
            *(f"  {TOOK_WORDS[name]}: {count}" for name, count in self.counts()),
            f"Từ lúc mở đến khi tỉnh xác nhận{whose}:",
            *(f"  {STAGE_WORDS[stage]}: {stage_words(self.times, stage)}" for stage in Stage),
            f"Tồn đọng đến ngày {self.today:%d/%m/%Y}:",
            *(f"  {line}" for line in progress_lines(self.backlog)),
        ]

    def counts(self) -> list[tuple[Took, int]]:
        """How many dossiers took how long; those by the target only where there is one."""
        shown = [name for name in Took if self.minutes_target or name not in (Took.WITHIN, Took.OVER)]
        return [(name, self.times.counts[name]) for name in shown]


def target_words(target: Target | None, unit: str) -> str:
    """`chỉ tiêu 30 %`, with its day."""
    return f"chỉ tiêu {target.value} {unit}, từ {target.since:%d/%m/%Y}" if target else "chưa có chỉ tiêu"


def minutes_words(minutes: float | None) -> str:
    """`12,4 phút`; a dash where no dossier is known."""
    return "–" if minutes is None else f"{minutes:.1f} phút".replace(".", ",")


def stage_words(times: Times, stage: Stage) -> str:
    """Mean minutes of a stage, and its share of the whole way."""
    percent = times.percent_of(stage)
    share = "" if percent is None else f"; {percent:.1f} % cả quãng đường".replace(".", ",")
    return f"{minutes_words(times.minutes_of(stage))}{share}"


def productivity_words(own: Productivity) -> str:
    """How many dossiers a person and year, against the target."""
    if own.a_year is None:
        return "chưa có hồ sơ nào"
    words = f"{own.a_year} hồ sơ một người một năm ({own.dossiers} hồ sơ, {own.officials} cán bộ, {own.days} ngày)"
    if own.target and not own.applies:
        return f"{words}; chỉ tiêu {own.target.value} không áp dụng: số hồ sơ một năm của quầy ít hơn"
    return f"{words}; {target_words(own.target, 'hồ sơ')}"


def _target(target: Target | None) -> dict[str, Any] | None:
    return {"value": target.value, "since": target.since.isoformat(), "source": target.source} if target else None


def _a_year(dossiers: int, days: int) -> int | None:
    return (2 * _YEAR_DAYS * dossiers + days) // (2 * days) if days else None
