"""Take the README's pictures of the real pages: run while `assistans demo` has its pages open.

python tools/take_pictures.py http://127.0.0.1:PORT      (needs Chromium)

Logs in with the BankID simulator as those whom the demo names, and writes PNG files to docs/pictures/.
"""

import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
WIDE = {"width": 1280, "height": 1100}
PHONE = {"width": 390, "height": 844}


def main() -> None:
    """Take them all."""
    address = sys.argv[1].rstrip("/")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), chromium_sandbox=False)
        page = guest(browser, address, "Hanna Hägg", WIDE)
        page.get_by_role("link", name=re.compile("Karin Löv, maj")).first.click()
        page.goto(page.url.partition("#")[0])
        keep(page, "handlaggare.png")
        page = guest(browser, address, "Mohammed Lönn", WIDE)
        keep(page, "anordnare.png")
        page = guest(browser, address, "Pär Fjällström", PHONE)
        keep(page, "person.png")
        page = guest(browser, address, "Ebba Ek", WIDE)
        keep(page, "ekonom.png")
        page = guest(browser, address, "Kajsa Kvist", WIDE)
        page.get_by_role("link", name=re.compile("mars 2026")).first.click()
        keep(page, "kommun.png")


def guest(browser: Browser, address: str, name: str, size: dict[str, int]) -> Page:
    """Give a window of a size in which somebody of the county has logged in."""
    context = browser.new_context(base_url=address, locale="sv-SE", color_scheme="light", viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    log_in(page, name)
    return page


def log_in(page: Page, name: str) -> None:
    """Log in with the BankID simulator, in a window that knows the pages' address."""
    page.goto("/")
    page.get_by_role("button", name="Logga in med BankID").click()
    page.get_by_role("link", name="Öppna simulatorn").click()
    page.get_by_label("Sök på namn").fill(name)
    page.get_by_role("button", name="Sök").click()
    page.get_by_role("radio", name=re.compile(name)).first.check()
    page.get_by_role("button", name="Legitimera").click()
    page.get_by_role("button", name="Logga ut").wait_for()


def keep(page: Page, name: str) -> None:
    """Write the window as a picture."""
    page.screenshot(path=PICTURES / name)
    print(f"{name}: {(PICTURES / name).stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
