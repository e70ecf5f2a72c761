"""What PostgreSQL is told: its three configuration files, written anew at every start."""

from pathlib import Path

from assistans.base.files import replace_whole

APP = "assistans_app"
OWNER = "assistans_owner"
_MAP = "assistans"
_HEAD = "# Written by assistans at every start: change local.conf instead.\n"

# Statements, values and details stay out of the log: they hold personal data. So do the errors of single statements
# (level ERROR, below LOG here): whoever sent the statement gets them.
_SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
port = 5432
max_connections = 200
shared_buffers = 256MB
dynamic_shared_memory_type = posix
max_wal_size = 2GB
fsync = on
full_page_writes = on
synchronous_commit = on
timezone = 'UTC'
log_timezone = 'UTC'
datestyle = 'iso, ymd'
log_destination = 'stderr'
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_statement = none
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_checkpoints = off
include_if_exists = 'local.conf'
"""


def write_configuration(data: Path, *, socket: Path, peer: str) -> None:
    """Write the settings, who may log in (two roles, by UNIX socket) and as which OS user they must come."""
    names = "".join(f'{_MAP} "{peer}" {role}\n' for role in (OWNER, APP))
    texts = {
        "postgresql.conf": _SETTINGS.format(socket=socket),
        "pg_hba.conf": f"local all {OWNER},{APP} peer map={_MAP}\n",
        "pg_ident.conf": names,
    }
    for name, text in texts.items():
        replace_whole(data / name, (_HEAD + text).encode())
