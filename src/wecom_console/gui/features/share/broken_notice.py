"""An import of an earlier version that never came to its end: take back what it did, or keep it."""

from typing import TYPE_CHECKING

from wecom_console.gui.features.share.presenter.importing import ImportPresenter
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.boxes.notice import NoticeBox, NoticeTone

if TYPE_CHECKING:
    from wecom_console.storage.imports.records import JournalRecord


class BrokenNotice(NoticeBox):
    """Hidden unless the last import was broken off."""

    def __init__(self, theme: ThemeController, presenter: ImportPresenter) -> None:
        super().__init__(theme, tone=NoticeTone.WARNING, name="import_broken_notice")
        self._last: JournalRecord | None = None
        self._take_back = self.add_button(
            "", primary=True, icon="undo", name="import_take_back_button"
        )
        self._keep = self.add_button("", name="import_keep_button")
        self.hide()
        for button, act in ((self._take_back, presenter.undo), (self._keep, presenter.keep)):
            button.clicked.connect(self.hide)
            button.clicked.connect(act)
        presenter.broken_off.connect(self._on_presenter_broken_off)

    def retranslate(self) -> None:
        """Puts every text in."""
        self._take_back.setText(self.tr("Undo import"))
        self._keep.setText(self.tr("Keep"))
        if self._last is None:
            return
        title = self.tr("The import of {name} was interrupted")
        self.set_title(title.format(name=self._last.source))
        told = self.tr("{count} connections had been imported when the program ended.")
        self.set_rows([("", told.format(count=len(self._last.entries)))])

    def _on_presenter_broken_off(self, last: "JournalRecord | None") -> None:
        self._last = last
        self.retranslate()
        self.setVisible(last is not None)
