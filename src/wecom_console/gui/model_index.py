"""How models and delegates are told a place."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
"""What the rows of a flat model are below."""
