"""The list with its captions above and its legend below."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.gui.features.sources.column_heads import ColumnHeads
from wecom_console.gui.features.sources.list_view import SCROLL_ROOM, SourceListView
from wecom_console.gui.features.sources.presenter.ordering import Column, RowOrder
from wecom_console.gui.features.sources.row_layout import GAP, columns
from wecom_console.gui.parts.connection_words import SourceWords
from wecom_console.gui.parts.presenter.connection_rows import SourceRow
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.login.verdicts import VerdictLegend
from wecom_console.gui.widgets.text.label import Label

if TYPE_CHECKING:
    from wecom_console.gui.widgets.boxes.empty import EmptyState


class SourceListPanel(QWidget):
    """The list takes the height of its rows, so that the legend follows the last one."""

    def __init__(self, theme: ThemeController, words: SourceWords) -> None:
        super().__init__()
        self._theme = theme
        self._is_grouped = False
        self._nothing: EmptyState | None = None
        self.heads = ColumnHeads(theme)
        self.list = SourceListView(theme, words)
        self.legend = VerdictLegend(theme, word=words.verdict)
        self.hint = Label(
            theme, role=Role.CAPTION, color="text_muted", align=Qt.AlignmentFlag.AlignRight
        )
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(2, 0, SCROLL_ROOM + 2, 0)
        below.addWidget(self.legend, 1)
        below.addWidget(self.hint)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.heads)
        self._column.addSpacing(6)
        self._column.addWidget(self.list)
        self._column.addSpacing(14 - GAP)
        self._column.addWidget(self._below)
        self._column.addStretch(1)
        self._below.hide()
        self.heads.hide()
        self.list.viewport().installEventFilter(self)
        theme.follow(self._on_theme_changed)

    def retranslate(self) -> None:
        """Puts every text in."""
        self.heads.show_texts(
            {
                Column.NAME: self.tr("Connection"),
                Column.ENVIRONMENT: self.tr("Environment"),
                Column.RESULT: self.tr("Last test, leg 1 to 7"),
            },
            up=self.tr("sorted ascending"),
            down=self.tr("sorted descending"),
        )
        self._name_density()
        self.hint.setText(self.tr("Drop a config file here to add it"))
        self.list.setAccessibleName(self.tr("Identity sources"))
        self.legend.refresh()
        if self._nothing is not None:
            self._name_nothing(self._nothing)
        self.list.viewport().update()

    def set_dense(self, *, dense: bool) -> None:
        """Lower rows, or those of three lines."""
        self.list.set_dense(dense=dense)
        self._name_density()
        self._fit()

    def _name_density(self) -> None:
        is_dense = self.list.is_dense()
        self.heads.show_density(self.tr("Larger rows") if is_dense else self.tr("Compact rows"))

    def show_order(self, order: RowOrder) -> None:
        """How the rows that come now are sorted, and whether they are grouped."""
        self.heads.show_order(order)
        self._is_grouped = order.is_grouped

    def show_rows(
        self,
        rows: tuple[SourceRow, ...],
        *,
        is_loaded: bool,
        chosen: frozenset[str] = frozenset(),
    ) -> None:
        """Shows rows, or that there are none."""
        self.list.show_rows(rows, chosen, grouped=self._is_grouped)
        self.list.setVisible(bool(rows))
        if is_loaded and not rows and self._nothing is None:
            self._nothing = self._build_nothing()
        if self._nothing is not None:
            self._nothing.setVisible(is_loaded and not rows)
        self._fit()

    def nothing(self) -> "EmptyState | None":
        """What says that nothing was found, once it was needed."""
        return self._nothing

    def _build_nothing(self) -> "EmptyState":
        from wecom_console.gui.widgets.boxes.empty import EmptyState  # most people never see it

        nothing = EmptyState(self._theme, name="clear_search_button")
        self._name_nothing(nothing)
        self._column.insertWidget(0, nothing)
        return nothing

    def _name_nothing(self, nothing: "EmptyState") -> None:
        nothing.show_sentence(
            self.tr("No connection matches this search."), action=self.tr("Show all")
        )

    def _fit(self) -> None:
        self.list.setMaximumHeight(max(1, self.list.content_height()))
        self.list.updateGeometry()
        wide = columns(self._theme, self.list.row_width()).wide
        self.heads.setVisible(wide and self.list.rows.rowCount() > 0)
        self.hint.setVisible(self.width() >= self._theme.px(760))
        self._fit_below()

    def _fit_below(self) -> None:
        """The legend goes first where there is hardly room for a row."""
        room = self.height() - self.list.minimumSizeHint().height()
        has_room = room >= self._below.sizeHint().height() + 14
        self._below.setVisible(self.list.rows.rowCount() > 0 and has_room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the legend."""
        super().resizeEvent(event)
        self._fit_below()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width may mean higher rows."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)
