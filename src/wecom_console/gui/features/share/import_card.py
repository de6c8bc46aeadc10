"""Choose or drop a file, see what it would do, take it in."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.gui.features.share.import_row import ImportRowView, resolution_names
from wecom_console.gui.features.share.lock_box import LockBox
from wecom_console.gui.features.share.presenter.import_rows import ImportView, RowState
from wecom_console.gui.parts.dragged_files import local_files
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_COMPACT, RADIUS_CARD, Role, Weight
from wecom_console.gui.theme.paint import rounded
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.widgets.boxes.card import Card, Rule
from wecom_console.gui.widgets.boxes.notice import ErrorBox
from wecom_console.gui.widgets.boxes.progress import ProgressBar
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.combo import ComboBox
from wecom_console.gui.widgets.layout.scroll import ScrollColumn
from wecom_console.gui.widgets.text.icon_view import IconView
from wecom_console.gui.widgets.text.label import Label
from wecom_console.services.importing.watch import ImportPhase

SHOWN_AT_ONCE = 40
_ORDER = (RowState.INVALID, RowState.CHANGED, RowState.NEW, RowState.SAME)
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class DropZone(Themed, QWidget):
    """A dashed field; it lights up while a file hangs over it."""

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_over = False
        self.setObjectName("import_drop_zone")
        self.sentence = Label(theme, role=Role.SMALL, color="text_muted", wrap=True, align=_CENTRE)
        self.choose_button = Button(theme, icon="folder", name="import_choose_button")
        self.paste_button = Button(
            theme, kind=ButtonKind.LINK, icon="link", name="import_paste_button"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 18, 16, 18)
        column.setSpacing(10)
        column.addWidget(IconView(theme, "upload", size=20), 0, _CENTRE)
        column.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.choose_button)
        row.addWidget(self.paste_button)
        row.addStretch(1)
        column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.follow(self._on_theme_changed)

    def set_over(self, *, over: bool) -> None:
        """A file hangs over it, or not any more."""
        self._is_over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the field."""
        color = self._theme.color
        rounded(
            QPainter(self),
            QRectF(self.rect()),
            RADIUS_CARD,
            fill=color("primary_soft" if self._is_over else "surface_sunken"),
            border=color("primary" if self._is_over else "border_control"),
            dashed=True,
        )


class ImportCard(Card):
    """`files_dropped` carries a path, or several; dropping works on the whole card."""

    choose_requested = Signal()
    files_dropped = Signal(object)
    paste_requested = Signal()
    resolved = Signal(str, str)
    take_changed = Signal(str, str, bool)
    apply_requested = Signal()
    cancel_requested = Signal()
    stop_requested = Signal()
    all_resolved = Signal(str)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="import_card", parent=parent)
        self._theme = theme
        self._view = ImportView()
        self._shown = SHOWN_AT_ONCE
        self._rows: list[ImportRowView] = []
        self.setAcceptDrops(True)
        self._head = self.add_head()
        self._progress = ProgressBar(theme)
        self.zone = DropZone(theme)
        self.problem = ErrorBox(theme, name="import_problem")
        self.lock = LockBox(theme)
        self._title = Label(theme, role=Role.SMALL, weight=Weight.SEMIBOLD)
        self.all_choice = ComboBox(
            theme, name="import_all_choice", height=HEIGHT_COMPACT, role=Role.SMALL
        )
        self.all_choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.more_button = Button(
            theme, kind=ButtonKind.LINK, size=ButtonSize.COMPACT, name="import_more_button"
        )
        self._notes = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._scroll = ScrollColumn(theme)
        self._scroll.column.setSpacing(8)
        self._scroll.column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._scroll.column.addStretch(1)
        self.apply_button = Button(
            theme, kind=ButtonKind.PRIMARY, icon="download", name="import_apply_button"
        )
        self.cancel_button = Button(theme, name="import_cancel_button")
        self._note = Label(theme, role=Role.CAPTION, color="text_muted", wrap=True)
        self._foot = QWidget()
        self._lay_out(theme)
        self.zone.choose_button.clicked.connect(self.choose_requested)
        self.zone.paste_button.clicked.connect(self.paste_requested)
        self.apply_button.clicked.connect(self.apply_requested)
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        self.more_button.clicked.connect(self._on_more_clicked)
        self.all_choice.picked.connect(self._on_all_picked)

    def _lay_out(self, theme: ThemeController) -> None:
        policy = self._progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(policy)
        self.body.addWidget(self._progress)
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 9, 14, 12)
        inner.setSpacing(12)
        inner.addWidget(self.zone)
        inner.addWidget(self.problem)
        inner.addWidget(self.lock)
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self._title, 1)
        above.addWidget(self.all_choice)
        inner.addLayout(above)
        inner.addWidget(self._notes)
        inner.addWidget(self._scroll, 1)
        self.body.addLayout(inner, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.apply_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        foot.addWidget(Rule(theme))
        below = QVBoxLayout()
        below.setContentsMargins(14, 12, 14, 14)
        below.setSpacing(10)
        below.addWidget(self._note)
        below.addLayout(buttons)
        foot.addLayout(below)
        self.body.addWidget(self._foot)

    def retranslate(self) -> None:
        """Puts every text in."""
        self._head.set_title(self.tr("Import"))
        self.zone.sentence.setText(
            self.tr(
                "Drop config files (TOML, JSON, YAML), Authing's JSON or an encrypted package here."
            )
        )
        self.zone.choose_button.setText(self.tr("Choose a file"))
        self.zone.paste_button.setText(self.tr("Paste a link"))
        self.apply_button.setText(self.tr("Import"))
        self.all_choice.setAccessibleName(self.tr("What to do with all that differ"))
        self.all_choice.offer([("", self.tr("For all that differ…")), *resolution_names()])
        self._note.setText(
            self.tr("All or nothing. The locations of secrets on this computer do not change.")
        )
        self.show_view(self._view)

    def show_view(self, view: ImportView) -> None:
        """Shows the preview."""
        if view.file_name != self._view.file_name:
            self._shown = SHOWN_AT_ONCE
        self._view = view
        self._head.set_note(view.file_name)
        self._progress.setVisible(view.is_busy)
        if view.is_busy:
            done, total = (view.progress.done, view.progress.total) if view.progress else (0, 0)
            self._progress.show_progress(done, total)
        self.problem.setVisible(bool(view.problems))
        self.problem.set_title(self.tr("The file cannot be imported"))
        self.problem.set_rows([("", sentence) for sentence in self._sentences(view)])
        had_keyboard = self.lock.isAncestorOf(self.focusWidget())
        self.lock.show_view(view)
        self._show_rows(view)
        self._title.setText(self._so_far(view) if view.is_busy else self._counts(view))
        self._title.setVisible(bool(view.rows) or view.progress is not None)
        self._notes.setText("\n".join(view.notes))
        self._notes.setVisible(bool(view.notes))
        has_file = bool(view.file_name)
        self._foot.setVisible(has_file and (not view.is_busy or view.progress is not None))
        self.apply_button.setVisible(not view.is_busy)
        self._note.setVisible(not view.is_busy)
        self.cancel_button.setText(self.tr("Stop") if view.is_busy else self.tr("Cancel"))
        self.cancel_button.set_reason(self.tr("Stopping") if view.is_stopping else "")
        self.apply_button.set_available(enabled=view.can_apply, reason=self.tr("Nothing to import"))
        if had_keyboard and not view.lock:
            self.apply_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sentences(self, view: ImportView) -> list[str]:
        if view.place is None:
            return list(view.problems)
        place = self.tr("Line {line}, column {column}").format(
            line=view.place[0], column=view.place[1]
        )
        return [*view.problems, place]

    def _counts(self, view: ImportView) -> str:
        words = {
            RowState.NEW: self.tr("{count} new"),
            RowState.CHANGED: self.tr("{count} changed"),
            RowState.SAME: self.tr("{count} the same"),
            RowState.INVALID: self.tr("{count} with errors"),
        }
        told = []
        for state, template in words.items():
            count = sum(row.state is state for row in view.rows)
            if count:
                told.append(template.format(count=count))
        return self.tr(", ").join(told)

    def _so_far(self, view: ImportView) -> str:
        if view.progress is None:
            return ""
        words = {
            ImportPhase.READ: self.tr("Reading files: {done} of {total}"),
            ImportPhase.COMPARE: self.tr("Comparing: {done} of {total}"),
            ImportPhase.TAKE: self.tr("Importing: {done} of {total}"),
            ImportPhase.UNDO: self.tr("Undoing: {done} of {total}"),
        }
        progress = view.progress
        return words[progress.phase].format(done=progress.done, total=progress.total)

    def _show_rows(self, view: ImportView) -> None:
        # What has to be looked at comes first; a file may hold ten thousand that are new.
        rows = sorted(view.rows, key=lambda row: _ORDER.index(row.state))[: self._shown]
        changed = sum(row.state is RowState.CHANGED for row in view.rows)
        self.all_choice.setVisible(changed > 1 and not view.is_busy)
        self._scroll.setEnabled(not view.is_busy)
        left = len(view.rows) - len(rows)
        self.more_button.setText(self.tr("{count} more").format(count=left))
        self.more_button.setVisible(left > 0)
        if [row.identifier for row in self._rows] != [row.identifier for row in rows]:
            for old in self._rows:
                self._scroll.column.removeWidget(old)
                old.hide()
                old.deleteLater()
            self._rows = []
            for place, row in enumerate(rows):
                fresh = ImportRowView(self._theme, row.identifier)
                fresh.resolved.connect(self.resolved)
                fresh.take_changed.connect(self.take_changed)
                self._scroll.column.insertWidget(place, fresh)
                self._rows.append(fresh)
        for widget, row in zip(self._rows, rows, strict=True):
            widget.show_row(row)

    def _on_cancel_clicked(self) -> None:
        (self.stop_requested if self._view.is_busy else self.cancel_requested).emit()

    def _on_more_clicked(self) -> None:
        self._shown += SHOWN_AT_ONCE
        self._show_rows(self._view)

    def _on_all_picked(self, resolution: str) -> None:
        self.all_choice.choose("")
        if resolution:
            self.all_resolved.emit(resolution)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Local files may be dropped."""
        if local_files(event.mimeData()):
            self.zone.set_over(over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It went away again."""
        self.zone.set_over(over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Reads what was dropped."""
        self.zone.set_over(over=False)
        paths = local_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths[0] if len(paths) == 1 else tuple(paths))
