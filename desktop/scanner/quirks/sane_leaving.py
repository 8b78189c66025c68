"""SANE's readers are threads, cancelled wherever they stand: one that dies holding a lock keeps the device for ever.

What the device said before must not wait for that.
"""

import threading
from collections.abc import Callable


def within(patience_s: float, leave: Callable[[], None]) -> bool:
    """Let the device go; says whether it was done in time. One that is stuck is left to the end of the process."""
    leaving = threading.Thread(target=leave, name="leaving", daemon=True)
    leaving.start()
    leaving.join(patience_s)
    return not leaving.is_alive()
