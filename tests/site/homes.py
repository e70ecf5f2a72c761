"""Taking away what a test's home leaves outside of it."""

import shutil

from assistans.site import embedded
from assistans.site.embedded import processes


def forget(home):
    """Stop a home's server, whatever state it is in, and remove its socket folder."""
    folders = embedded.Folders(home)
    if not folders.state.exists():
        return
    embedded.stop(home)
    processes.kill_all_in(folders.data)
    note = folders.state / "socket-folder"
    if note.exists():
        shutil.rmtree(note.read_text(), ignore_errors=True)
