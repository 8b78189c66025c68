"""TLS by the bundle's own Python: a handshake over loopback, a stranger's certificate, the system's trust."""

from __future__ import annotations

from pathlib import Path

import trustme

from installer.build.runtime import read_pins
from installer.check.machine import Counter
from installer.check.report import Report

# Run there, with the server's certificate and key and the file of its authority.
_PROBE = """
import json, socket, ssl, sys, threading
import truststore
server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
server.load_cert_chain(sys.argv[1])

def talk(client):
    listener = socket.create_server(("127.0.0.1", 0))

    def answer():
        raw, _ = listener.accept()
        try:
            with server.wrap_socket(raw, server_side=True) as line:
                line.sendall(line.recv(100)[::-1])
        except (ssl.SSLError, OSError):
            raw.close()

    beside = threading.Thread(target=answer)
    beside.start()
    try:
        with socket.create_connection(listener.getsockname()) as raw:
            with client.wrap_socket(raw, server_hostname="localhost") as line:
                line.sendall(b"abc")
                return [line.version(), line.recv(100).decode()]
    except ssl.SSLCertVerificationError:
        return "refused"
    finally:
        beside.join()
        listener.close()

said = {"openssl": ssl.OPENSSL_VERSION, "talks": []}
for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
    client = ssl.create_default_context(cafile=sys.argv[2])
    client.maximum_version = version
    said["talks"].append(talk(client))
said["stranger"] = talk(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
said["system"] = talk(truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
try:
    client.keylog_filename = "keys.txt"
except ssl.SSLError:
    said["secrets"] = "kept"
print(json.dumps(said))
"""


def tls(report: Report, counter: Counter, folder: Path) -> None:
    """The pinned OpenSSL does the work, whatever CPython came with."""
    place = folder / "tls"
    place.mkdir()
    authority = trustme.CA()
    authority.cert_pem.write_to_path(place / "authority.pem")
    # With its root: a chain that ends before it is good enough for Wine, whose word on that says nothing of Windows.
    server = authority.issue_cert("localhost").private_key_and_cert_chain_pem.bytes() + authority.cert_pem.bytes()
    (place / "server.pem").write_bytes(server)
    (place / "probe.py").write_text(_PROBE, "utf-8")
    python = counter.home / "python" / "python.exe"
    done = counter.wine.run(python, place / "probe.py", place / "server.pem", place / "authority.pem")
    said = done.json() if "{" in done.text else {}
    version = read_pins()["openssl"]["version"]
    report.that("OpenSSL is the pinned one", said.get("openssl", "").startswith(f"OpenSSL {version} "), done.text)
    report.same("TLS 1.2 and 1.3 over loopback", [["TLSv1.2", "cba"], ["TLSv1.3", "cba"]], said.get("talks"), done.text)
    report.same("a stranger's certificate is refused", "refused", said.get("stranger"), done.text)
    report.same("so it is by the system's trust", "refused", said.get("system"), done.text)
    report.same("the secrets of TLS go to no file", "kept", said.get("secrets"), done.text)
