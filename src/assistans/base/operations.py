"""Migration operations that put the house's promises into the database itself."""

from django.db.migrations.operations import RunSQL

APP_ROLE = "assistans_app"


class AppendOnly(RunSQL):
    """Take UPDATE, DELETE and TRUNCATE on a table away from the role that runs the system (design section 5)."""

    def __init__(self, table: str) -> None:
        super().__init__(
            sql=f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE}",
            reverse_sql=f"GRANT UPDATE, DELETE ON {table} TO {APP_ROLE}",
        )
        self.table = table

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """What Django writes into a migration file."""
        return self.__class__.__name__, [self.table], {}


class ClosedOnce(RunSQL):
    """Let a bitemporal table's rows be closed once in known-time and changed in no other way."""

    def __init__(self, table: str) -> None:
        super().__init__(
            sql=[
                f"REVOKE DELETE, TRUNCATE ON {table} FROM {APP_ROLE}",
                f"""CREATE TRIGGER {table}_closed_once BEFORE UPDATE ON {table}
                    FOR EACH ROW EXECUTE FUNCTION base_closed_once()""",
                f"ALTER TABLE {table} ADD CONSTRAINT {table}_known_not_empty CHECK (NOT isempty(known))",
                f"ALTER TABLE {table} ADD CONSTRAINT {table}_valid_not_empty CHECK (NOT isempty(valid))",
            ],
            reverse_sql=[
                f"ALTER TABLE {table} DROP CONSTRAINT {table}_valid_not_empty",
                f"ALTER TABLE {table} DROP CONSTRAINT {table}_known_not_empty",
                f"DROP TRIGGER {table}_closed_once ON {table}",
                f"GRANT DELETE ON {table} TO {APP_ROLE}",
            ],
        )
        self.table = table

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """What Django writes into a migration file."""
        return self.__class__.__name__, [self.table], {}
