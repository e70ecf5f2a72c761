"""A whole installation as somebody runs it: its commands as processes, its own home on disk, and what its database holds."""

import json
import os
import signal
import subprocess
import sys
import time

from tests.site.homes import forget
from tests.site.killing import kill_everything

from assistans.site import embedded
from assistans.site.embedded import processes
from assistans.site.pki.folder import open_pki

# Answers as the user who owns the server, since nobody else is let in.
ASK = """
import json, sys, psycopg
with psycopg.connect(sys.argv[1]) as session:
    print(json.dumps([session.execute(query).fetchall() for query in sys.argv[2:]], default=str))
"""
OURS = ("ASSISTANS_", "DATABASE_", "DJANGO_")


class Installation:
    """An installation in a home; `user` holds what `subprocess` needs to become who runs it."""

    def __init__(self, home, *, port=None, python=sys.executable, environment=os.environ, user=None):
        self.home = home
        self.port = port
        self.pki = None
        self._python = str(python)
        kept = {name: value for name, value in environment.items() if not name.startswith(OURS)}
        self.environment = kept | {"ASSISTANS_HOME": str(home)}
        self._user = user or {}
        self._serving = None

    def command(self, *words):
        """Run one of the program's commands to its end."""
        return self._run("-m", "assistans.site.commands", *words)

    def prepare(self, *suppliers):
        """Make the database (marked test), the test PKI, and suppliers with a client certificate each."""
        self.command("migrate", "--mark", "test")
        for number in suppliers:
            self.command("pki", "--supplier", number)
            certificate = self.home / "pki" / "leverantorer" / f"{number}.pem"
            often = ("--calls-per-second", "1000", "--burst", "100000")
            words = ("--namn", "Systemet AB", "--certificate", str(certificate), *often)
            self.command("supplier", "add", number, *words)
        self.pki = open_pki(self.home / "pki")

    @property
    def is_serving(self):
        """Whether `serve` runs."""
        return self._serving is not None and self._serving.poll() is None

    def start(self):
        """Start `assistans serve`, always by the same command."""
        words = ("serve", "--no-pages", "--port", str(self.port))
        command = [self._python, "-m", "assistans.site.commands", *words]
        self._said().write_bytes(b"")
        with self._said().open("ab") as said:
            self._serving = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                env=self.environment,
                **self._user,
            )

    def serves_within(self, seconds):
        """Wait until `serve` says that it is ready; tells whether it did in time."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.is_serving:
            if b"Ready." in self._said().read_bytes():
                return True
            time.sleep(0.02)
        return False

    def kill(self, chance):
        """SIGKILL every process, PostgreSQL's too; one that was being started meanwhile as well."""
        kill_everything(self._serving.pid, home=self.home, chance=chance)
        self._serving.wait()
        processes.kill_all_in(embedded.Folders(self.home).data)

    def said(self):
        """What `serve` has said since it was started last."""
        return self._said().read_text()

    def ask(self, *queries):
        """The rows of each query, in one transaction."""
        address = (self.home / "database" / "socket-folder").read_text()
        return json.loads(
            self._run("-c", ASK, f"host={address} user=assistans_app dbname=assistans", *queries)
        )

    def remove(self):
        """End everything and take away what lies outside of the home."""
        if self.is_serving:
            self._serving.send_signal(signal.SIGTERM)
            self._serving.wait()
        forget(self.home)

    def _run(self, *words):
        command = [self._python, *words]
        done = subprocess.run(
            command, capture_output=True, text=True, env=self.environment, check=False, **self._user
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _said(self):
        return self.home.with_name("said.log")
