"""Keys by name, each made once: some RSA, some EC, one too weak."""

from __future__ import annotations

from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, rsa

from desktop.training import pki


@cache
def key_of(name: str) -> Any:
    return {
        "A": pki.new_key,
        "B": pki.new_key,
        "C": lambda: ec.generate_private_key(ec.SECP256R1()),
        "D": lambda: ec.generate_private_key(ec.SECP256R1()),
        "E": lambda: ec.generate_private_key(ec.SECP384R1()),
        "weak": lambda: rsa.generate_private_key(public_exponent=65537, key_size=1024),
    }[name]()
