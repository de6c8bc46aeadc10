"""Run by `test_markup.py`: names and texts that Qt could read as more than letters are put
everywhere, every screen is visited, and what Qt reads as more is printed as JSON.

Argument: the home directory; also the picture's, which every name asks for.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import urlopen

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QKeySequence, QPixmap
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QToolTip,
    QWidget,
)
from shiboken6 import isValid

from wecom_console.domain.fields import FIELDS, Kind
from wecom_console.domain.raw import set_value
from wecom_console.domain.secrets import Secret
from wecom_console.gui.parts.login_request import OpenTest
from wecom_console.gui.pictures.window_driver import WindowDriver, open_stage
from wecom_console.services.profiles.records import Saved
from wecom_console.storage.settings import Settings

CORP: Final = "ww0123456789abcdef"
HIDDEN: Final = "\u202e\x00\n\t\u200b"
ROWS: Final = 400
TIPS: Final = (
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
)


def markup(picture: Path) -> str:
    """A name of up to 100 visible letters that Qt could take for a picture, a link, a shortcut."""
    return f"<img src={picture.name}>&amp;&x%1{{0}}**b**`c`<a href=file:///>l</a>[*]"


def connection(name: str) -> dict[str, object]:
    """A sound connection whose free texts are `name`."""
    return {
        "identifier": "evil",
        "display_name": name,
        "corp_id": CORP,
        "agent_id": "1000002",
        "schema": f"wwauth{CORP[2:]}000002",
        "tags": ["<b>tag</b>&x", "<img src=pic.png>"],
        "network": {"ca_file": name},
    }


def draft(name: str) -> dict[str, object]:
    """A draft that has it in every field, with what cannot be seen, and long."""
    text = f"{name}{HIDDEN}{'x ' * 5_000}"
    document: dict[str, object] = {}
    for spec in FIELDS:
        if spec.kind in (Kind.TEXT, Kind.TEXTS):
            value = [text, name] if spec.kind is Kind.TEXTS else text
            document = set_value(document, spec.path, value)
    return document


def scenario_file(name: str) -> str:
    """A team's own scenario with such a title."""
    told = json.dumps(name)
    return (
        'format = "wecom-console-scenarios/1"\n[[scenarios]]\nname = "evil"\ngroup = "phone"\n'
        f'title = {told}\nabout = {told}\nbackends = ["simulator", "casdoor"]\n'
    )


def fill(stage: WindowDriver, home: Path, name: str) -> str:
    """Puts the names into the store and the settings; the connection's id."""
    profiles = stage.services.profiles
    made = profiles.create(connection(name), {"secret": Secret("s" * 43)})
    assert isinstance(made, Saved)
    profiles.save(
        made.profile.id,
        {**connection(name), "display_name": f"{name}2"},
        base_revision=1,
        note=name,
    )
    assert isinstance(profiles.create(draft(name), draft=True), Saved)
    profiles.keep_working_copy("new", draft(name))
    scenarios = home / f"{name.replace('/', '_')}.toml"
    scenarios.write_text(scenario_file(name), encoding="utf-8")
    settings = stage.window.context.settings
    key = "age1ry4lu6l9vsjerzv0q8tyddtqhd9fjgr427lssc4pe8nfa8u40ppspsns52"
    now: Settings = settings.read()
    settings.write(now._replace(team=((name, key),), scenario_file=str(scenarios)))
    return made.profile.id


def screens(stage: WindowDriver, home: Path, name: str) -> Iterator[str]:
    """Goes from screen to screen, each in its moment."""
    evil = fill(stage, home, name)
    draft_id = next(row.id for row in stage.services.profiles.list() if row.is_draft)
    go = stage.window.navigate
    go("sources")
    stage.find("source_list")
    stage.wait(200)
    yield "sources"
    stage.click("folder_button")
    yield "folder menu"
    if (menu := QApplication.activePopupWidget()) is not None:
        menu.close()
    go("wizard", draft_id)
    stage.find("display_name_edit")
    stage.wait(300)
    yield "form"
    go("wizard")
    yield "wizard"
    for tab in ("settings", "access", "compare", "tests", "history"):
        go("detail", evil)
        stage.wait(100)
        stage.click(f"tab_{tab}")
        stage.wait(200)
        yield f"detail {tab}"
    go("test", OpenTest(evil))
    stage.wait(400)
    yield "test"
    go("matrix")
    stage.wait(300)
    yield "matrix"
    go("explain", f'{{"errcode": 60020, "errmsg": {json.dumps(name)}}}\n{name}')
    stage.wait(500)
    yield "explain"
    go("simulator")
    stage.click("simulator_toggle")
    labels = stage.window.findChildren(QLabel, "simulator_url_label")
    stage.wait_until(lambda: any(map(QLabel.isVisible, labels)), "the simulator runs")
    call(stage, name)
    stage.wait(800)
    yield "simulator"
    imported = home / f"{name.replace('/', '_')}-import.toml"
    imported.write_text(
        f'format = "wecom-console/1"\n[[connections]]\nidentifier = {json.dumps(name)}\n'
        f"display_name = {json.dumps(name)}\n",
        encoding="utf-8",
    )
    go("share", imported)
    stage.wait(500)
    yield "share"
    for kind in ("package", "pdf"):
        stage.choose("export_format", kind)
        stage.wait(200)
        yield f"share {kind}"
    go("settings")
    stage.wait(200)
    yield "settings"
    stage.window.commander.open_palette()
    stage.wait(100)
    yield "palette"


def call(stage: WindowDriver, name: str) -> None:
    """Foreign calls of the simulator, told in its journal."""
    label = stage.find("simulator_url_label")
    assert isinstance(label, QLabel)
    url = f"{label.text()}/{quote(name)}?{urlencode({name: name})}"
    for address in (url, f"{label.text()}/cgi-bin/gettoken?{urlencode({'corpid': name})}"):
        with suppress(URLError):
            urlopen(address, timeout=10).close()


def read_as_more(name: str) -> dict[str, list[str]]:
    """What Qt reads as more than letters, and how often the name is there at all."""
    found: dict[str, list[str]] = {"markup": [], "shortcut": [], "name": []}
    for widget in QApplication.allWidgets():
        if not isValid(widget):  # a tool tip that was up for another
            continue
        what = f"{type(widget).__name__} {widget.objectName()}"
        tips = [widget.toolTip(), widget.statusTip(), widget.whatsThis(), tip_at(widget)]
        if any(GuiQt.mightBeRichText(tip) for tip in tips):
            found["markup"].append(what)
        is_label = isinstance(widget, QLabel) and not widget.inherits("QTipLabel")
        if is_label and widget.textFormat() != Qt.TextFormat.PlainText:
            found["markup"].append(what)
        if isinstance(widget, QTextEdit) and "<img" in widget.toHtml():
            found["markup"].append(what)
        if isinstance(widget, QAbstractButton) and not widget.shortcut().isEmpty():
            found["shortcut"].append(what)
        if isinstance(widget, QMenu):
            found["shortcut"] += [
                what for a in widget.actions() if not QKeySequence.mnemonic(a.text()).isEmpty()
            ]
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            found["markup"] += (
                [what] if any(map(GuiQt.mightBeRichText, items_of(model, TIPS))) else []
            )
        found["name"] += [what] if any(name[:9] in text for text in words_of(widget)) else []
    return found


def words_of(widget: QWidget) -> Iterator[str]:
    """What it shows, its first rows included."""
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())
    elif isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        yield from items_of(model, roles)


def tip_at(widget: QWidget) -> str:
    """The tool tip that comes up in its upper left corner."""
    if not widget.isVisible() or widget.inherits("QTipLabel"):
        return ""
    QToolTip.hideText()
    place = QPoint(min(16, widget.width() // 2), min(16, widget.height() // 2))
    event = QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)
    return QToolTip.text()


def items_of(model: QAbstractItemModel, roles: Sequence[Qt.ItemDataRole]) -> Iterator[str]:
    """The texts of its first rows."""
    root = QModelIndex()
    is_list = isinstance(model, QAbstractListModel)  # whose columnCount() is private
    columns = 1 if is_list else model.columnCount(root)
    for row in range(min(model.rowCount(root), ROWS)):
        for column in range(columns):
            index = model.index(row, column, root)
            yield from (str(model.data(index, role) or "") for role in roles)


def main(home: Path) -> None:
    """Prints ``{screen: {"markup": […], "shortcut": […], "name": how often}}``."""
    found: dict[str, object] = {}
    with open_stage(home) as stage:
        picture = home / "pic.png"
        QPixmap(340, 230).save(str(picture))
        name = markup(picture)
        stage.application.theme.set_reduced_motion(reduced=True)
        stage.application.languages.set_preference("en")
        for screen in screens(stage, home, name):
            wrong = read_as_more(name)
            found[screen] = {
                "markup": sorted(set(wrong["markup"])),
                "shortcut": sorted(set(wrong["shortcut"])),
                "name": len(wrong["name"]),
            }
    sys.stdout.write(json.dumps(found, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
