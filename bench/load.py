"""Ask one address again and again, over loopback only: `python bench/load.py PORT ADDRESS SECONDS [gzip]`.

Prints how many whole answers came a second. Where the address ends in `?`, each request asks for another one: what is kept
under an address is of no use to it. Eight threads, each on a connection that stays open; as little work of its
own as possible, since it runs on the machine that it measures.
"""

import re
import socket
import sys
import threading
import time

HOST, CONNECTIONS = "127.0.0.1", 8
LAST_CHUNK = b"0\r\n\r\n"  # of an answer that does not say how long it is: the bare page's


def ask(port: int, request: bytes, until: float, counts: list[int], failures: list[str]) -> None:
    """Count answers with status 200 until the time is over. request: with %s where each one differs."""
    number = 0
    try:
        with socket.create_connection((HOST, port), timeout=10) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while time.monotonic() < until:
                line.sendall(request.replace(b"%s", b"%d" % time.monotonic_ns(), 1))
                read_answer(line)
                number += 1
    except (OSError, ValueError) as error:
        failures.append(str(error))
    counts.append(number)


def read_answer(line: socket.socket) -> None:
    """Read one answer to its last byte. Raises ValueError if it is not a 200, or ends too early."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += received(line)
    head, body = got.split(b"\r\n\r\n", 1)
    if not head.startswith(b"HTTP/1.1 200"):
        raise ValueError(head.split(b"\r\n", 1)[0].decode())
    length = re.search(rb"(?i)content-length: *(\d+)", head)
    while not (len(body) >= int(length[1]) if length else body.endswith(LAST_CHUNK)):
        body += received(line)


def received(line: socket.socket) -> bytes:
    """Return what has come. Raises ValueError if the other side has closed."""
    part = line.recv(1 << 18)
    if not part:
        raise ValueError("closed")
    return part


def main(port: int, address: str, seconds: float, encoding: str = "identity") -> None:
    """Print answers a second. Raises SystemExit if one failed."""
    asked = f"{address}%s" if address.endswith("?") else address
    request = f"GET {asked} HTTP/1.1\r\nHost: {HOST}:{port}\r\nAccept-Encoding: {encoding}\r\n\r\n".encode()
    counts: list[int] = []
    failures: list[str] = []
    began = time.monotonic()
    arguments = (port, request, began + seconds, counts, failures)
    threads = [threading.Thread(target=ask, args=arguments) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        sys.exit(f"{address}: {failures[0]}")
    print(sum(counts) / (time.monotonic() - began))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), *sys.argv[4:5])
