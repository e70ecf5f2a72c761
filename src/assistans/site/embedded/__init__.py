"""PostgreSQL inside the installation: `ensure(home)` gives a running server, whatever happened before."""

from assistans.site.embedded.cluster import Cluster, DatabaseStartError, ensure, running, stop
from assistans.site.embedded.configuration import APP, OWNER
from assistans.site.embedded.folders import Folders, socket_folder

__all__ = [
    "APP",
    "OWNER",
    "Cluster",
    "DatabaseStartError",
    "Folders",
    "ensure",
    "running",
    "socket_folder",
    "stop",
]
