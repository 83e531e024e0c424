"""No word is lost: the web process is killed while two people write in one draft."""

import os
import re
import signal
import subprocess

from tests.browser.conftest import cut, until
from tests.browser.test_night import saved

SLUG = "staromist-strikes"


def web_process(supervisor: int) -> int:
    """The number of the web's process, which the supervisor started."""
    asked = ["pgrep", "-P", str(supervisor), "-f", "newsroom.local.web"]
    return int(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()[0])


def test_kill_nine_while_two_type(desk, open_page) -> None:
    ida, nellie = open_page("ida"), open_page("nellie")
    for page in (ida, nellie):
        page.goto(f"{desk.address}/desk/stories/{SLUG}/")
        page.locator("#body-editor .ProseMirror").click()
    ida.keyboard.type("Start. ")
    saved(ida)
    until(lambda: "Start." in nellie.evaluate("nightdesk.text()"), what="the other sees it")
    nellie.keyboard.press("Control+End")
    for n in range(60):
        ida.keyboard.type("a")
        nellie.keyboard.type("z")
        if n == 20:
            os.kill(web_process(desk.process.pid), signal.SIGKILL)
    kept = "Kept on this computer"
    until(lambda: kept in ida.inner_text("#saved") or ida.evaluate("nightdesk.saved()"))
    for page in (ida, nellie):
        until(
            lambda page=page: page.evaluate("nightdesk.saved()"), 120, "every word reached the desk"
        )

    def same() -> bool:
        texts = [page.evaluate("nightdesk.text()") for page in (ida, nellie)]
        return (
            texts[0] == texts[1]
            and texts[0].count("z") == 60
            and len(re.findall("a", texts[0])) == 61
        )

    until(same, what="both have every character, once")


def test_words_typed_offline_come_back_with_the_tab(desk, open_page) -> None:
    ida = open_page("ida")
    ida.goto(f"{desk.address}/desk/stories/{SLUG}/")
    until(lambda: ida.evaluate("Boolean(window.nightdesk)"))
    cut(ida, off=True)
    ida.locator("#body-editor .ProseMirror").click()
    ida.keyboard.press("Control+End")
    ida.keyboard.type(" CRASHED-BUT-KEPT")
    until(lambda: "Kept on this computer" in ida.inner_text("#saved"))
    context = ida.context
    ida.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"{desk.address}/desk/stories/{SLUG}/")
    until(
        lambda: (
            again.evaluate("Boolean(window.nightdesk)")
            and "CRASHED-BUT-KEPT" in again.evaluate("nightdesk.text()")
        ),
        what="the words come back",
    )
    saved(again)
