"""The national procedure package in JSON (regulations.md §7.1): MATTHC, THANHPHANHOSO by TRUONGHOP, KETQUATHUCHIEN."""

from __future__ import annotations

from typing import Any

from desktop.catalogue.table import CatalogueTable


def is_national(data: Any) -> bool:
    """Whether JSON data look like it: a list of procedures, or an object with one inside."""
    rows = _rows(data)
    return bool(rows) and isinstance(rows[0], dict) and "MATTHC" in rows[0]


def read_national(data: Any) -> CatalogueTable:
    """Gather the procedures; what is not of the agreed shape is refused by its place."""
    table = CatalogueTable()
    for number, one in enumerate(_rows(data), 1):
        if not isinstance(one, dict):
            continue
        place = str(one.get("MATTHC") or f"thủ tục thứ {number}")[:40]
        table.new_sheet()
        head = {
            "procedure_code": _text(one, "MATTHC"),
            "procedure_name": _text(one, "TENTTHC"),
            "field": _text(_first(one.get("LINHVUCTHUCHIEN")), "TENLINHVUC"),
            "limit": "; ".join(_text(way, "THOIGIAN") for way in _list(one.get("CACHTHUCTHUCHIEN"))),
        }
        row = 1
        table.add(place, row, head)
        for case in _list(one.get("THANHPHANHOSO")):
            for paper in _list(case.get("GIAYTO")):
                row += 1
                table.add(place, row, {**head, "case_name": _text(case, "TRUONGHOP"), **_component(paper)})
        for result in _list(one.get("KETQUATHUCHIEN")):
            row += 1
            fields = {"result_code": _text(result, "MAKETQUA"), "result_name": _text(result, "TENKETQUA")}
            table.add(place, row, {**head, **fields})
    return table


def _component(paper: dict[str, Any]) -> dict[str, str]:
    return {
        "component_code": _text(paper, "MAGIAYTO"),
        "component_name": _text(paper, "TENGIAYTO"),
        "originals": _text(paper, "SOBANCHINH"),
        "copies": _text(paper, "SOBANSAO"),
        "replaced_by": _text(paper, "MA_KQ_THAYTHE"),
    }


def _rows(data: Any) -> list[Any]:
    if isinstance(data, dict):
        data = next((part for part in data.values() if isinstance(part, list)), [data])
    return data if isinstance(data, list) else []


def _list(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _first(value: Any) -> dict[str, Any]:
    rows = _list([value] if isinstance(value, dict) else value)
    return rows[0] if rows else {}


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return str(value).strip() if isinstance(value, str | int | float) else ""
