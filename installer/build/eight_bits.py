"""The page models with their large weights kept in eight bits: a quarter of the size, and they read the same.

Nothing is computed in eight bits. Every block of 64 weights is kept as whole numbers and one scale (of 16 bits), and
the net itself makes single precision of them again when it is loaded: onnxruntime does that once, before the first
page. What the second reader makes of worn lines stays the same but for scribble.

Only the few fields of ONNX that are touched are declared here: whatever else a model holds is carried through unread.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

# The detector of lines is small, and cv2 must be able to read it where onnxruntime is missing.
NETS = ("second-reader", "orientation")
_BLOCK = 64
_TOP = 127
# Smaller ones (biases, norms) would save nothing.
_LEAST_BYTES = 4096
_FLOAT, _INT8, _INT64, _HALF, _ATTRIBUTE_INT = 1, 3, 7, 10, 2

_KINDS = descriptor_pb2.FieldDescriptorProto
_TEXT, _INT, _NUMBER, _BYTES = _KINDS.TYPE_STRING, _KINDS.TYPE_INT64, _KINDS.TYPE_INT32, _KINDS.TYPE_BYTES
# message: (field, its number in onnx.proto, type, many of it)
_ONNX: dict[str, tuple[tuple[str, int, int | str, bool], ...]] = {
    "Model": (("graph", 7, "Graph", False),),
    "Graph": (("node", 1, "Node", True), ("initializer", 5, "Tensor", True)),
    "Node": (
        ("input", 1, _TEXT, True),
        ("output", 2, _TEXT, True),
        ("name", 3, _TEXT, False),
        ("op_type", 4, _TEXT, False),
        ("attribute", 5, "Attribute", True),
    ),
    "Attribute": (("name", 1, _TEXT, False), ("i", 3, _INT, False), ("type", 20, _NUMBER, False)),
    "Tensor": (
        ("dims", 1, _INT, True),
        ("data_type", 2, _NUMBER, False),
        ("name", 8, _TEXT, False),
        ("raw_data", 9, _BYTES, False),
    ),
}


def in_eight_bits(model: bytes) -> bytes:
    """The same net with its large weights in eight bits.

    Args:
        model: an ONNX file.
    """
    net = _model()()
    net.ParseFromString(model)
    graph = net.graph
    before = list(graph.node)
    del graph.node[:]
    for tensor in list(graph.initializer):
        if tensor.data_type == _FLOAT and len(tensor.raw_data) >= _LEAST_BYTES:
            weights = np.frombuffer(tensor.raw_data, np.float32)
            if weights.size % _BLOCK == 0:
                _shrink(graph, tensor, weights)
    # Nodes stand in the order in which they are computed.
    graph.node.extend(before)
    return bytes(net.SerializeToString(deterministic=True))


def _shrink(graph: Any, tensor: Any, weights: npt.NDArray[np.float32]) -> None:
    """Keep one tensor's weights in eight bits, and let the net make them what they were."""
    name, shape = tensor.name, np.array(tensor.dims, np.int64)
    blocks = weights.reshape(-1, _BLOCK)
    scales = (np.abs(blocks).max(axis=1, keepdims=True) / _TOP).astype(np.float16)
    scales[scales == 0] = 1
    small = np.clip(np.rint(blocks / scales.astype(np.float32)), -_TOP, _TOP).astype(np.int8)
    graph.initializer.remove(tensor)
    for part, kind, data in (("small", _INT8, small), ("scales", _HALF, scales), ("shape", _INT64, shape)):
        graph.initializer.add(name=f"{name} {part}", data_type=kind, dims=data.shape, raw_data=data.tobytes())
    single = {"name": "to", "i": _FLOAT, "type": _ATTRIBUTE_INT}
    steps: tuple[tuple[str, tuple[str, ...], str, list[dict[str, object]]], ...] = (
        ("Cast", ("small",), "numbers", [single]),
        ("Cast", ("scales",), "factors", [single]),
        ("Mul", ("numbers", "factors"), "blocks", []),
        ("Reshape", ("blocks", "shape"), "", []),
    )
    for operation, taken, made, attributes in steps:
        output = f"{name} {made}".strip()
        inputs = [f"{name} {one}" for one in taken]
        graph.node.add(
            op_type=operation, name=f"{operation} {output}", input=inputs, output=[output], attribute=attributes
        )


@cache
def _model() -> Any:
    """The message class of a model."""
    file = descriptor_pb2.FileDescriptorProto(name="part-of-onnx.proto", package="part", syntax="proto2")
    for message, fields in _ONNX.items():
        described = file.message_type.add(name=message)
        for name, number, kind, many in fields:
            label = _KINDS.LABEL_REPEATED if many else _KINDS.LABEL_OPTIONAL
            if isinstance(kind, str):
                described.field.add(
                    name=name, number=number, label=label, type=_KINDS.TYPE_MESSAGE, type_name=f".part.{kind}"
                )
            else:
                described.field.add(name=name, number=number, label=label, type=kind)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("part.Model"))
