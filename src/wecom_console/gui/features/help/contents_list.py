"""What the guide holds, or what was found in it."""

from PySide6.QtCore import QModelIndex, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from wecom_console.gui.features.help.presenter.guide import Section
from wecom_console.gui.parts.table_rows import EDGE, ROW_ROLE, RowsModel, RowsView
from wecom_console.gui.row_models import Index
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.delegate import ThemedDelegate
from wecom_console.gui.theme.metrics import RADIUS_CONTROL, Role, Weight
from wecom_console.gui.theme.paint import draw_line, rounded

ROW = 32
INDENT = 14


class _SectionDelegate(ThemedDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        line = self._theme.line_height(Role.SMALL)
        return QSize(self._theme.px(120), max(self._theme.px(ROW), line + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        section = index.data(ROW_ROLE)
        if not isinstance(section, Section):
            return
        painter.save()
        theme, rect = self._theme, QRectF(option.rect).adjusted(6, 1, -6, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            rounded(painter, rect, RADIUS_CONTROL, fill=theme.color("primary_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, rect, RADIUS_CONTROL, fill=theme.color("surface_hover"))
        inset = EDGE - 6 + (INDENT if section.level > 1 else 0)
        strong = chosen or section.level == 1
        font = theme.font(Role.SMALL, weight=Weight.SEMIBOLD if strong else Weight.MEDIUM)
        room = rect.adjusted(inset, 0, -8, 0)
        ink = theme.color("primary" if chosen else "text")
        draw_line(painter, room, section.title, font, ink)
        painter.restore()


class ContentsList(RowsView):
    """`chosen` carries the `Section` that was picked, by mouse or arrow keys."""

    chosen = Signal(object)

    def __init__(self, theme: ThemeController) -> None:
        super().__init__(theme, name="help_contents")
        self._rows: RowsModel[Section] = RowsModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_SectionDelegate(theme, self))
        self._silent = False
        selection = self.selectionModel()
        selection.currentChanged.connect(self._on_current_changed)

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        """Shows others; none is chosen."""
        self._silent = True
        self._rows.set_rows(sections, [section.title for section in sections])
        self.setCurrentIndex(QModelIndex())
        self._silent = False
        self.viewport().update()

    def choose(self, section: Section) -> None:
        """Marks the one that is shown, without telling."""
        self._silent = True
        place = next((at for at, one in enumerate(self._rows.rows) if one == section), -1)
        self.setCurrentIndex(self._rows.index(place) if place >= 0 else QModelIndex())
        self._silent = False

    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        section = index.data(ROW_ROLE) if index.isValid() else None
        if isinstance(section, Section) and not self._silent:
            self.chosen.emit(section)
