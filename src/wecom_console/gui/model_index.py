"""A place in one of Qt's models, as its virtual methods take it."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex

ROOT: Final = QModelIndex()
"""Above all rows."""
