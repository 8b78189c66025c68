"""Every Python process that finds this file at its start rounds as another processor would (`tools/elsewhere.sh`).

The nets' answers are moved by as much as the order of a sum moves them. A test that hangs on less than that is green on
one machine and red on the next.
"""

from __future__ import annotations

import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

NUDGE = 2e-5
"""Of the largest answer. Between AVX-512 and SSE the second reader's answers differ by about as much."""


def _nudge(onnxruntime: ModuleType) -> None:
    import numpy as np

    run, noise = onnxruntime.InferenceSession.run, np.random.default_rng(7)

    def elsewhere(self: Any, *given: Any, **named: Any) -> list[Any]:
        return [_moved(one) for one in run(self, *given, **named)]

    def _moved(answer: Any) -> Any:
        if not isinstance(answer, np.ndarray) or answer.dtype != np.float32 or not answer.size:
            return answer
        by = noise.standard_normal(answer.shape, np.float32)
        return answer + by * (NUDGE * float(np.abs(answer).max()))

    onnxruntime.InferenceSession.run = elsewhere


class _Nudging(Loader):
    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        _nudge(module)


class _Finder(MetaPathFinder):
    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name != "onnxruntime":
            return None
        spec = PathFinder.find_spec(name, path)
        if spec and spec.loader:
            spec.loader = _Nudging(spec.loader)
        return spec


sys.meta_path.insert(0, _Finder())
