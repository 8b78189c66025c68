"""Which proxy leads to the province: the system's, one set by hand, or what a PAC file says.

A PAC file is a JavaScript program. We run no JavaScript: a file that always gives the same answer is understood, any
other is refused with words that say so, and the administrator names the proxy by hand.
"""

from __future__ import annotations

import re
import sys
import urllib.request
from urllib.parse import urlsplit

import requests

from desktop.sync.errors import BadProfile
from desktop.sync.line.deadline import AnswerWatch, WatchedTrust, watch_over

PAC_LIMIT, PAC_WAIT_S = 1_000_000, 10.0
_RETURNS = re.compile(r"""return\s*\(?\s*(["'])(.*?)\1""", re.DOTALL)
_COMMENTS = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
_ANSWER = re.compile(r"(PROXY|HTTP)\s+([\w.\-]+:\d{1,5})", re.IGNORECASE)


def proxies_for(address: str, setting: str) -> dict[str, str]:
    """The proxies for an address, by scheme; empty for the straight way.

    Args:
        address: the province's.
        setting: `system`, `none`, `http://host:port`, or `pac:` and an address.

    Raises:
        BadProfile: the setting is none of these, or the PAC file cannot be understood.
    """
    host = urlsplit(address).hostname or ""
    if setting == "none" or urllib.request.proxy_bypass(host):
        return {}
    if setting == "system":
        found = urllib.request.getproxies()
        if "https" in found:
            return {"https": _with_scheme(found["https"])}
        pac = _windows_pac()
        return _of_pac(pac) if pac else {}
    if setting.startswith("pac:"):
        return _of_pac(setting.removeprefix("pac:"))
    if urlsplit(setting).scheme not in {"http", "https"} or not urlsplit(setting).hostname:
        raise BadProfile(setting, reason="proxy phải là system, none, http://máy:cổng hoặc pac:địa-chỉ")
    return {"https": setting}


def _with_scheme(proxy: str) -> str:
    return proxy if "://" in proxy else f"http://{proxy}"


def _windows_pac() -> str:
    """Address of the PAC file that Windows is set to use; empty where there is none."""
    if sys.platform == "win32":
        import winreg

        key = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as settings:
                return str(winreg.QueryValueEx(settings, "AutoConfigURL")[0])
        except OSError:
            return ""
    return ""


def _of_pac(address: str) -> dict[str, str]:
    try:
        with requests.Session() as session:
            session.trust_env = False
            for scheme in ("https://", "http://"):
                session.mount(scheme, WatchedTrust())
            watch = AnswerWatch(PAC_WAIT_S)
            watch_over(watch)
            answer = session.get(address, timeout=PAC_WAIT_S, allow_redirects=False, stream=True)
            text = answer.raw.read(PAC_LIMIT, decode_content=True).decode("utf-8", "replace")
        if watch.broken:
            raise watch.broken
    except (requests.RequestException, OSError, ValueError) as error:
        raise BadProfile(address, reason="không tải được tệp PAC", cause=str(error)[:200]) from None
    return read_pac(text, address)


def read_pac(text: str, address: str) -> dict[str, str]:
    """The proxies that a PAC file gives, where it gives the same to every address.

    Raises:
        BadProfile: it decides by the address, or gives what we do not know.
    """
    given = {" ".join(match[1].split()) for match in _RETURNS.findall(_COMMENTS.sub("", text))}
    if len(given) != 1:
        reason = "tệp PAC chọn proxy theo từng địa chỉ, Quầy Số không chạy được; hãy ghi proxy bằng tay"
        raise BadProfile(address, reason=reason)
    # `PROXY a:1; DIRECT` names them in order of preference.
    first = given.pop().split(";")[0].strip()
    if first.upper() == "DIRECT":
        return {}
    match = _ANSWER.fullmatch(first)
    if match is None:
        raise BadProfile(address, reason=f"không hiểu proxy «{first[:40]}» trong tệp PAC")
    return {"https": f"http://{match[2]}"}
