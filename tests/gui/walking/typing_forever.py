"""Run by `test_killed_in_the_wizard.py`: types into a new connection's form until it is killed, and
tells on standard output what the footer says is kept.

Argument: the home directory.
"""

import sys
from itertools import count
from pathlib import Path

from PySide6.QtTest import QTest

from wecom_console.gui.features.wizard.page import ConnectionWizardPage
from wecom_console.gui.parts.form.presenter.state import Keeping
from wecom_console.gui.pictures.window_driver import open_stage

PER_BURST = 3


def main(home: Path) -> None:
    """Never ends by itself."""
    with open_stage(home) as stage:
        stage.window.navigate("wizard")
        stage.click("source_card_wechatwork")
        stage.click("variant_card_wechatwork_mobile")
        page = stage.window.host.current()
        assert isinstance(page, ConnectionWizardPage)
        edit = stage.find("display_name_edit")
        for burst in count(1):
            QTest.keyClicks(edit, "x" * PER_BURST)
            stage.wait_until(
                lambda: page.presenter.state.keeping is Keeping.KEPT, "the draft is kept"
            )
            print(burst * PER_BURST, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
