"""Trust anchors read from a folder of PEM files, and read anew when the folder changes: no restart is needed."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

Stamp = tuple[tuple[str, int, int], ...]


class TrustError(Exception):
    """A trust folder is missing, empty or holds something else than certificates. Nothing is trusted then."""


@dataclass(slots=True)
class TrustFolder:
    """The certificates (PEM, one or more a file, names ending in .pem) in a folder, as it is right now."""

    folder: Path
    _stamp: Stamp | None = field(default=None, init=False)
    _anchors: tuple[bytes, ...] = field(default=(), init=False)

    def anchors(self) -> tuple[bytes, ...]:
        """The trusted certificates in DER; the same tuple while the folder is unchanged. Raises TrustError."""
        stamp = self.stamp()
        if stamp != self._stamp:
            self._anchors = read_anchors(self.folder)
            self._stamp = stamp
        return self._anchors

    def stamp(self) -> Stamp:
        """What tells that the folder has changed: names, times and sizes. Raises TrustError."""
        try:
            with os.scandir(self.folder) as entries:
                return tuple(sorted(_stamp(entry) for entry in entries if entry.name.endswith(".pem")))
        except OSError as error:
            raise TrustError(
                f"Trust folder {self.folder}: {error.strerror}. Make it, with PEM files in it."
            ) from None


def read_anchors(folder: Path) -> tuple[bytes, ...]:
    """The certificates of a folder in DER, in order of file name. Raises TrustError."""
    found = [der for path in sorted(folder.glob("*.pem")) for der in _read(path)]
    if not found:
        raise TrustError(f"Trust folder {folder} holds no certificates: put the roots there as .pem files.")
    return tuple(dict.fromkeys(found))


def _read(path: Path) -> list[bytes]:
    try:
        certificates = x509.load_pem_x509_certificates(path.read_bytes())
    except (ValueError, OSError):
        raise TrustError(f"Trust file {path} does not hold PEM certificates: mend or remove it.") from None
    return [certificate.public_bytes(Encoding.DER) for certificate in certificates]


def _stamp(entry: "os.DirEntry[str]") -> tuple[str, int, int]:
    status = entry.stat()
    return entry.name, status.st_mtime_ns, status.st_size
