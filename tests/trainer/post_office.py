"""A mail server that listens for real on this machine, so that tests see what goes over the line."""

import email
import email.policy
import socketserver
import threading


class PostOffice:
    """What was taken, as mails; `refuses` holds by address the answer to it, such as `550 no`."""

    def __init__(self):
        self.mails, self.refuses, self.connections, self.bye = [], {}, 0, "221 bye"
        # Set: it takes mail. Cleared: it lets whoever sends one wait.
        self.at_work = threading.Event()
        self.at_work.set()
        self.taking = threading.Event()
        self._server = None
        self.open()
        self.port = self._server.server_address[1]

    def open(self, port=0):
        """Begin to listen, the first time on a port that is free."""
        office = self

        class Visit(_Visit):
            def handle(self):
                office.connections += 1
                self.serve(office)

        socketserver.ThreadingTCPServer.allow_reuse_address = True
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", port), Visit)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self):
        """Be away: nobody answers at the port."""
        self._server.shutdown()
        self._server.server_close()

    def sent_to(self, address):
        """Return the one mail that this address got."""
        (found,) = [mail for mail in self.mails if mail["To"] == address]
        return found


class _Visit(socketserver.StreamRequestHandler):
    def serve(self, office):
        """Speak as much SMTP as one mail after another needs."""
        self._say("220 post office")
        while words := self.rfile.readline().decode().strip():
            command = words.upper()
            address = words.partition("<")[2].partition(">")[0]
            if command == "DATA":
                self._say("354 go on")
                lines = list(iter(self.rfile.readline, b".\r\n"))
                office.taking.set()
                office.at_work.wait(10)
                mail = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
                mail.raw = b"".join(lines)
                office.mails.append(mail)
            if command == "QUIT":
                self._say(office.bye)
                return
            self._say(office.refuses.get(address, "250 fine") if command.startswith("RCPT") else "250 fine")

    def _say(self, words):
        self.wfile.write(f"{words}\r\n".encode())
