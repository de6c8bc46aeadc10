"""What a page hands to the desktop: an address, a text for the clipboard, a file."""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from wecom_console.domain.secrets import Secret


def open_in_browser(url: str) -> None:
    """Hands an address to the desktop."""
    QDesktopServices.openUrl(QUrl(url))


def open_file(path: Path) -> None:
    """Hands a file to the program that the desktop has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path, *, system: str = sys.platform) -> None:
    """Shows a file among its neighbours; where the desktop cannot mark it, its folder."""
    if system == "win32":
        QProcess.startDetached("explorer", [f"/select,{path}"])
    elif system == "darwin":
        QProcess.startDetached("open", ["-R", str(path)])
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute().parent)))


def copy_to_clipboard(text: str) -> None:
    """Public values only; see `copy_secret`."""
    QGuiApplication.clipboard().setText(text)


def copy_secret(secret: Secret) -> None:
    """A secret that its user asked to have. Whoever reads the clipboard next has it too."""
    QGuiApplication.clipboard().setText(secret.reveal())


def save_bytes(path: Path, data: bytes) -> str | None:
    """Writes a file; what the system said where it could not. Blocks."""
    from wecom_console.services.saving import save_bytes as save  # off the start path

    return save(path, data)
