"""A server that thinks of nothing, to find how fast the measuring client itself can be: `python -m benchmarks.echo PORT`."""

import selectors
import socket
import sys

BODY = b"x" * 3500
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)


def main() -> None:
    """Answer everything that comes in with the same bytes."""
    waiting = selectors.DefaultSelector()
    with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as door:
        waiting.register(door, selectors.EVENT_READ)
        while True:
            for key, _ in waiting.select():
                if key.fileobj is door:
                    waiting.register(door.accept()[0], selectors.EVENT_READ)
                    continue
                guest: socket.socket = key.fileobj  # type: ignore[assignment]
                if guest.recv(65_536):
                    guest.sendall(ANSWER)
                else:
                    waiting.unregister(guest)
                    guest.close()


if __name__ == "__main__":
    main()
