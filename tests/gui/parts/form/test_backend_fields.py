"""The form's backend card: every backend can be set up in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from gui.kept_pages import KeptWizard, cleared, kept_wizard
from gui.parts.form.form_support import find
from wecom_console.domain.fields import BACKENDS, FIELDS, FORM_ORDER
from wecom_console.gui.features.wizard.page import ConnectionWizardPage
from wecom_console.gui.parts.form.backend_fields import PATHS, ROWS
from wecom_console.gui.parts.form.bindings import object_name
from wecom_console.gui.theme.controller import ThemeController


@pytest.fixture(scope="module")
def kept_page(kept_theme: ThemeController) -> Iterator[KeptWizard]:
    with kept_wizard(kept_theme) as made:
        yield made


@pytest.fixture
def page(kept_page: KeptWizard, tmp_path: Path) -> Iterator[ConnectionWizardPage]:
    cleared(kept_page.desk, tmp_path)
    with kept_page.used() as page:
        yield page


pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def is_shown(page: ConnectionWizardPage, path: str) -> bool:
    field = page.findChild(QWidget, f"{object_name(path)}_field")
    assert field is not None, path
    return not field.isHidden()


def type_lines(edit: QPlainTextEdit, text: str) -> None:
    edit.setFocus()
    for line, rest in zip(text.split("\n"), [True] * text.count("\n") + [False], strict=True):
        QTest.keyClicks(edit, line)
        if rest:
            QTest.keyClick(edit, Qt.Key.Key_Return)


def test_every_field_of_a_backend_is_on_the_form() -> None:
    """What a file can say, the window can."""
    declared = {spec.path for spec in FIELDS if spec.path.startswith("backend.")}
    assert declared == {*PATHS, "backend.kind", "backend.api"}
    assert declared <= set(FORM_ORDER)


@pytest.mark.parametrize("kind", BACKENDS)
def test_only_the_chosen_backends_fields_are_shown(page: ConnectionWizardPage, kind: str) -> None:
    """The rest would be noise."""
    page.presenter.set_field("backend.kind", kind)
    wanted = {path: kind in kinds for row in ROWS for path, kinds in row}
    assert wanted == {path: is_shown(page, path) for path in wanted}


def test_what_is_wrong_for_another_backend_can_be_mended(page: ConnectionWizardPage) -> None:
    """It blocks *Create* all the same, so it must be within reach."""
    form = page.presenter
    form.set_field("backend.kind", "http")
    form.set_field("backend.http.headers", ["nonsense"])
    form.set_field("backend.kind", "casdoor")
    assert is_shown(page, "backend.http.headers")


def test_headers_are_a_line_each(page: ConnectionWizardPage) -> None:
    """Empty lines are none."""
    form = page.presenter
    form.set_field("backend.kind", "http")
    edit = find(page, QPlainTextEdit, "backend_http_headers_edit")
    type_lines(edit, "X-App: {app_id}\n\nX-State: {state}")
    assert ("X-App: {app_id}", "X-State: {state}") == form.state.draft.texts("backend.http.headers")


def test_a_line_that_is_begun_stays_under_the_cursor(page: ConnectionWizardPage) -> None:
    """Return alone must not jump back."""
    page.presenter.set_field("backend.kind", "http")
    edit = find(page, QPlainTextEdit, "backend_http_headers_edit")
    type_lines(edit, "X-App: {app_id}\n")
    assert "X-App: {app_id}\n" == edit.toPlainText()


def test_a_wrong_body_is_told_beside_it(page: ConnectionWizardPage) -> None:
    """While it is typed."""
    page.presenter.set_field("backend.kind", "http")
    page.presenter.set_field("backend.http.url", "https://login.acme.com/wecom")
    type_lines(find(page, QPlainTextEdit, "backend_http_body_edit"), '{"code": ')
    label = find(page, QLabel, "backend_http_body_problem")
    assert "JSON" in label.text()


def test_undo_in_a_text_is_the_forms(page: ConnectionWizardPage) -> None:
    """One history for all fields."""
    form = page.presenter
    form.set_field("backend.kind", "http")
    edit = find(page, QPlainTextEdit, "backend_http_body_edit")
    type_lines(edit, "{}")
    QTest.keySequence(edit, QKeySequence(QKeySequence.StandardKey.Undo))
    assert "" == form.state.draft.text("backend.http.body")


def test_tab_leaves_a_text(page: ConnectionWizardPage) -> None:
    """A form is walked with it."""
    page.presenter.set_field("backend.kind", "http")
    edit = find(page, QPlainTextEdit, "backend_http_body_edit")
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert (False, "") == (edit.hasFocus(), edit.toPlainText())
