"""Tells that a file was saved, with the two things that are wanted next."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from wecom_console.gui.parts.desktop import open_file, show_in_folder
from wecom_console.gui.shell.context import ShellContext


def tell_saved(context: ShellContext, sentence: str, path: Path) -> None:
    """`sentence` says what was saved as what; it stays a little longer than others."""
    context.toast().show_sentence(
        sentence,
        action_text=QCoreApplication.translate("SavedFiles", "Open"),
        action=lambda: open_file(path),
        second_text=QCoreApplication.translate("SavedFiles", "Show in folder"),
        second=lambda: show_in_folder(path),
        close_name=QCoreApplication.translate("SavedFiles", "Close"),
        milliseconds=12_000,
    )
