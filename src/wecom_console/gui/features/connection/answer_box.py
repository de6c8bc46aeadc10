"""What Authing said of an application and its connections, line by line."""

from collections.abc import Sequence
from typing import Final

from wecom_console.gui.features.connection.presenter.association import AnswerLine, Sign
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.boxes.notice import NoticeBox, NoticeTone
from wecom_console.messages.catalogue import Messages

_TONES: Final = (
    (Sign.FAILED, NoticeTone.ERROR),
    (Sign.WARNING, NoticeTone.WARNING),
    (Sign.OK, NoticeTone.SUCCESS),
)


class AnswerBox(NoticeBox):
    """Hidden before the first answer; its tint is that of the gravest line."""

    def __init__(self, theme: ThemeController) -> None:
        super().__init__(theme, name="application_answer")
        self.hide()

    def show_lines(self, lines: Sequence[AnswerLine], messages: Messages) -> None:
        """A row a line; of what is in the way its cause and its fix."""
        self.setVisible(bool(lines))
        if not lines:
            return
        signs = {line.sign for line in lines}
        self.set_tone(next((tone for sign, tone in _TONES if sign in signs), NoticeTone.INFO))
        verdict = "ok" if signs <= {Sign.OK, Sign.SKIPPED} else "look"
        self.set_title(messages.text(f"association_page.answer_{verdict}"))
        rows: list[tuple[str, str]] = []
        for line in lines:
            state = messages.text(f"preflight.state.{line.sign.name.lower()}")
            about = messages.text(f"preflight.{line.id}")
            rows.append((state, f"{about}: {line.names}" if line.names else about))
            rows += [("", text) for text in _trouble(line, messages)]
        self.set_rows(rows)


def _trouble(line: AnswerLine, messages: Messages) -> list[str]:
    if not line.code or not messages.has(f"{line.code}.title"):
        return []
    parts = (f"{line.code}.{part}" for part in ("title", "cause", "fix"))
    return [messages.text(code, **line.params) for code in parts if messages.has(code)]
