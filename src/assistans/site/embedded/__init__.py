"""PostgreSQL inside the installation: `ensure(home)` gives a running server, whatever happened before."""

from assistans.site.embedded.cluster import Cluster, DatabaseStartError, ensure, stop
from assistans.site.embedded.configuration import APP, OWNER
from assistans.site.embedded.folders import Folders, socket_folder

__all__ = ["APP", "OWNER", "Cluster", "DatabaseStartError", "Folders", "ensure", "socket_folder", "stop"]
