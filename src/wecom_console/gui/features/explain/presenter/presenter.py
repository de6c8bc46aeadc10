"""The explain page's decisions: what was pasted or opened, for which connection, and what it
means."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from wecom_console.flow.explanations import plain
from wecom_console.gui.parts.presenter.background import Background
from wecom_console.gui.parts.presenter.explanation_view import ExplanationView
from wecom_console.gui.parts.presenter.explanations import explanation_of_code
from wecom_console.messages.catalogue import Messages
from wecom_console.services.runs.orders import ConnectionToTest, Listing

if TYPE_CHECKING:
    from wecom_console.domain.profile import Profile
    from wecom_console.pasted.clues import Clue, PastedText
    from wecom_console.pasted.pictures import PixelReader

PAUSE_MS: Final = 250
"""Who types is waited for; what is pasted is one step."""

SHOWN: Final = 20
"""Most refusals that are explained at once; the rest is counted."""


@dataclass(frozen=True, slots=True)
class ClueView:
    """One refusal: where it was found, and its explanation."""

    source: str
    explanation: ExplanationView


@dataclass(frozen=True, slots=True)
class FoundView:
    """One text: what it is, what is worth reading in it, and its refusals."""

    kind: str
    facts: tuple[tuple[str, str], ...] = ()
    clues: tuple[ClueView, ...] = ()
    more: int = 0

    @property
    def is_known(self) -> bool:
        """Whether it was recognised."""
        return self.kind != "unknown"


@dataclass(frozen=True, slots=True)
class ExplainView:
    """The whole answer. `trouble` is the sentence of why a file tells nothing."""

    found: tuple[FoundView, ...] = ()
    is_working: bool = False
    trouble: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class ConnectionChoice:
    """The connections whose settings may be taken into account, and the chosen one's key."""

    items: tuple[tuple[str, str], ...] = ()
    current: str = ""


class ExplainPresenter(QObject):
    """Reading happens off the GUI thread; an answer to an older text is not shown."""

    view_changed = Signal(object)
    choice_changed = Signal(object)

    def __init__(
        self,
        *,
        background: Background,
        connections: Callable[[], Listing],
        messages: Messages,
        read_pixels: "PixelReader",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._read_connections = connections
        self._messages = messages
        self._read_pixels = read_pixels
        self._connections: tuple[ConnectionToTest, ...] = ()
        self._current = ""
        self._text = ""
        self._file: Path | None = None
        self._asked = 0
        self._found: tuple[PastedText, ...] = ()
        self._trouble: tuple[str, str] = ("", "")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    def load(self) -> None:
        """Reads the connections anew."""
        self._background.call(self._read_connections, on_done=self._on_connections_read)

    def set_messages(self, messages: Messages) -> None:
        """Says everything in another language."""
        self._messages = messages
        self._tell()

    def choose(self, key: str) -> None:
        """Judges for a connection; an empty key for none."""
        self._current = key
        self._tell_choice()
        self._ask()

    def set_text(self, text: str) -> None:
        """What stands in the field now."""
        if text != self._text or self._file is not None:
            self._text, self._file = text, None
            self._pause.start()

    def explain_now(self) -> None:
        """Does not wait for more."""
        self._pause.stop()
        self._ask()

    def open(self, path: Path) -> None:
        """Reads a file instead: a text, a HAR archive, a picture with a QR code."""
        self._pause.stop()
        self._text, self._file = "", path
        self._ask()

    # --- inside --------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._asked += 1
        self._found, self._trouble = (), ("", "")
        if self._file is None and not self._text.strip():
            self._tell()
            return
        self.view_changed.emit(ExplainView(is_working=True, file=self._file_name()))
        what = self._text if self._file is None else self._file
        asked = self._asked
        self._background.call(
            partial(_recognise, what, self._read_pixels, self._profile()),
            on_done=lambda found: self._on_recognised(asked, found),
            on_error=lambda error: self._on_failed(asked, error),
        )

    def _on_recognised(self, asked: int, found: Any) -> None:
        if asked != self._asked:
            return
        if isinstance(found, tuple):
            self._found = found
        else:
            self._trouble = (found.code, found.reason)
        self._tell()

    def _on_failed(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self._trouble = ("explain.unreadable", type(error).__name__)
            self._tell()

    def _on_connections_read(self, listing: Listing) -> None:
        self._connections = listing.connections
        if self._connection() is None:
            self._current = ""
        self._tell_choice()

    def _connection(self) -> ConnectionToTest | None:
        return next((c for c in self._connections if c.key == self._current), None)

    def _profile(self) -> "Profile | None":
        connection = self._connection()
        return connection.profile if connection is not None else None

    def _tell_choice(self) -> None:
        items = tuple((c.key, c.profile.display_name) for c in self._connections)
        self.choice_changed.emit(ConnectionChoice(items, self._current))

    def _tell(self) -> None:
        code, reason = self._trouble
        name = self._file_name()
        trouble = self._messages.text(f"cli.{code}", file=name, reason=reason) if code else ""
        found = tuple(self._found_view(one) for one in self._found)
        self.view_changed.emit(ExplainView(found, trouble=trouble, file=name))

    def _file_name(self) -> str:
        return self._file.name if self._file is not None else ""

    def _found_view(self, found: "PastedText") -> FoundView:
        has_source = found.kind not in ("code", "errmsg")
        clues = tuple(
            ClueView(clue.source if has_source else "", self._explained(clue))
            for clue in found.clues[:SHOWN]
        )
        return FoundView(found.kind, found.facts, clues, max(0, len(found.clues) - SHOWN))

    def _explained(self, clue: "Clue") -> ExplanationView:
        profile = self._profile()
        backend = profile.backend.kind if profile is not None else None
        return explanation_of_code(
            clue.code,
            clue.params,
            self._messages,
            profile=profile,
            backend=backend,
            leg=clue.leg,
            noticed=clue.noticed,
        )


def _recognise(what: str | Path, read_pixels: "PixelReader", profile: "Profile | None") -> Any:
    """Blocks; what it needs is loaded off the GUI thread."""
    from wecom_console.services.explaining import recognise_file, recognise_text

    if isinstance(what, Path):
        return recognise_file(what, read_pixels, profile)
    return recognise_text(what, profile)


def copied(view: ExplainView) -> str:
    """The answer as plain text, to be passed on."""
    lines: list[str] = []
    for found in view.found:
        lines += [f"{name}: {value}" for name, value in found.facts]
        for clue in found.clues:
            told = clue.explanation
            parts = (clue.source, told.cause, told.because, told.confirm, told.fix, told.where)
            lines += ["", plain(told.title), *(plain(part) for part in parts if part)]
    return "\n".join(lines).strip()
