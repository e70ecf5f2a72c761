"""What must be in place before a wheel or a source archive is built: the pages' style, which is not in git."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("src/assistans/desks/static/vendor")
NEEDED = ("fkui.min.css", "fkui-LICENSE.md", "htmx.min.js", "htmx-LICENSE")
TOLD = f"{VENDOR} lacks {{}}, and the pages would have no style. Run `make setup`, which gets it from npm, and build again."


class PagesStyle(BuildHookInterface):
    """Stops a build that would leave out what the pages take from npm. An editable install reads it where it lies, later."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Stop with what to do, unless all of it is there."""
        lacking = [name for name in NEEDED if not (Path(self.root) / VENDOR / name).is_file()]
        if lacking and version != "editable":
            self.app.abort(TOLD.format(", ".join(lacking)))
