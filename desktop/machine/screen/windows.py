"""What Windows says of its session, to a window that nobody sees, in the thread that listens."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from desktop.machine.screen.watch import Deaf

WM_DESTROY, WM_CLOSE, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x2, 0x10, 0x218, 0x2B1
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK = 0x2, 0x4, 0x6, 0x7
PBT_APMSUSPEND = 0x4
_THIS_SESSION = 0
_LEFT = {
    WM_WTSSESSION_CHANGE: {WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK},
    WM_POWERBROADCAST: {PBT_APMSUSPEND},
}


def is_left(message: int, what: int) -> bool:
    """Whether a window message says that the screen is left: locked, switched away from, logged off, put to sleep."""
    return what in _LEFT.get(message, ())


class WindowsSession:
    """The session that this program runs in; unproven without Windows.

    An ordinary window that is never shown: Windows does not tell a message-only window of sleep.
    """

    def __init__(self) -> None:
        loader = getattr(ctypes, "WinDLL", None)
        if loader is None:
            raise Deaf("this is no Windows")
        self._user: Any = loader("user32", use_last_error=True)
        self._sessions: Any = loader("wtsapi32", use_last_error=True)
        self._kernel: Any = loader("kernel32", use_last_error=True)
        self._window: Any = None
        self._closed = False
        self._declare()

    def _declare(self) -> None:
        handle, word, number = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_ssize_t
        self._procedure_type = ctypes.WINFUNCTYPE(number, handle, ctypes.c_uint, word, number)  # type: ignore[attr-defined]
        user = self._user
        user.DefWindowProcW.argtypes = (handle, ctypes.c_uint, word, number)
        user.DefWindowProcW.restype = number
        user.RegisterClassW.argtypes = (ctypes.c_void_p,)
        user.RegisterClassW.restype = ctypes.c_ushort
        user.UnregisterClassW.argtypes = (ctypes.c_wchar_p, handle)
        user.CreateWindowExW.argtypes = (
            ctypes.c_uint32, ctypes.c_wchar_p, ctypes.c_wchar_p, ctypes.c_uint32,
            ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_int, handle, handle, handle, handle,
        )  # fmt: skip
        user.CreateWindowExW.restype = handle
        user.DestroyWindow.argtypes = (handle,)
        user.PostMessageW.argtypes = (handle, ctypes.c_uint, word, number)
        user.GetMessageW.argtypes = (ctypes.c_void_p, handle, ctypes.c_uint, ctypes.c_uint)
        user.GetMessageW.restype = ctypes.c_int
        user.DispatchMessageW.argtypes = (ctypes.c_void_p,)
        user.DispatchMessageW.restype = number
        self._sessions.WTSRegisterSessionNotification.argtypes = (handle, ctypes.c_uint32)
        self._sessions.WTSUnRegisterSessionNotification.argtypes = (handle,)
        self._kernel.GetModuleHandleW.argtypes = (ctypes.c_wchar_p,)
        self._kernel.GetModuleHandleW.restype = handle

    def listen(self, left: Callable[[], None]) -> None:
        """Call `left` whenever the screen is left."""

        def procedure(window: Any, message: int, what: int, more: int) -> int:
            if is_left(message, what):
                left()
            if message == WM_DESTROY:
                self._user.PostQuitMessage(0)
                return 0
            return int(self._user.DefWindowProcW(window, message, what, more))

        # Windows calls it as long as the window lives: Python must not drop it before.
        called = self._procedure_type(procedure)
        name, module = f"QuaySoScreen{id(self)}", self._kernel.GetModuleHandleW(None)
        kind = _WindowClass(lpfnWndProc=ctypes.cast(called, ctypes.c_void_p), hInstance=module, lpszClassName=name)
        if not self._user.RegisterClassW(ctypes.byref(kind)):
            raise Deaf(f"RegisterClass {_last_error()}")
        self._window = self._user.CreateWindowExW(0, name, name, 0, 0, 0, 0, 0, None, None, module, None)
        if not self._window:
            raise Deaf(f"CreateWindow {_last_error()}")
        if self._closed:
            self.close()
        try:
            if not self._sessions.WTSRegisterSessionNotification(self._window, _THIS_SESSION):
                raise Deaf(f"WTSRegisterSessionNotification {_last_error()}")
            message = _Message()
            while self._user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
                self._user.DispatchMessageW(ctypes.byref(message))
        finally:
            self._sessions.WTSUnRegisterSessionNotification(self._window)
            self._user.DestroyWindow(self._window)
            self._user.UnregisterClassW(name, module)

    def close(self) -> None:
        """End `listen`."""
        self._closed = True
        if self._window:
            self._user.PostMessageW(self._window, WM_CLOSE, 0, 0)


class _WindowClass(ctypes.Structure):
    _fields_ = (
        ("style", ctypes.c_uint),
        ("lpfnWndProc", ctypes.c_void_p),
        ("cbClsExtra", ctypes.c_int),
        ("cbWndExtra", ctypes.c_int),
        ("hInstance", ctypes.c_void_p),
        ("hIcon", ctypes.c_void_p),
        ("hCursor", ctypes.c_void_p),
        ("hbrBackground", ctypes.c_void_p),
        ("lpszMenuName", ctypes.c_wchar_p),
        ("lpszClassName", ctypes.c_wchar_p),
    )


class _Message(ctypes.Structure):
    _fields_ = (
        ("hwnd", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wParam", ctypes.c_size_t),
        ("lParam", ctypes.c_ssize_t),
        ("time", ctypes.c_uint32),
        ("x", ctypes.c_long),
        ("y", ctypes.c_long),
        ("private", ctypes.c_uint32),
    )


def _last_error() -> int:
    return int(ctypes.get_last_error())  # type: ignore[attr-defined]
