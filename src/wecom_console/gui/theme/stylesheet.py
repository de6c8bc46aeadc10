"""QSS and palette for the parts that Qt draws itself: scroll bars, menus, tool tips, plain views.

The console's own widgets paint themselves and need none of this.
"""

from typing import Final

from PySide6.QtGui import QPalette

from wecom_console.gui.theme.paint import color
from wecom_console.gui.theme.tokens import ThemeTokens

_SHEET: Final = """
QToolTip {{ background: {surface_raised}; color: {text}; border: 1px solid {border};
  padding: {p4}px {p8}px; }}
QMenu {{ background: {surface_raised}; color: {text}; border: 1px solid {border};
  border-radius: {r8}px; padding: {p4}px; }}
QMenu::item {{ padding: {p6}px {p24}px {p6}px {p12}px; border-radius: {r4}px;
  min-height: {p20}px; }}
QMenu::item:selected {{ background: {surface_hover}; color: {text}; }}
QMenu::item:disabled {{ color: {text_disabled}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {border}; margin: {p4}px {p8}px; }}
QMenu::icon {{ padding-left: {p8}px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; border: none; }}
QScrollBar::handle {{ background: {border}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: {p32}px; }}
QScrollBar::handle:horizontal {{ min-width: {p32}px; }}
QScrollBar::handle:hover {{ background: {text_disabled}; }}
QScrollBar::handle:pressed {{ background: {border_control}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
InputEdit {{ background: transparent; border: none; padding: 0;
  lineedit-password-character: 8226; }}
QComboBox QAbstractItemView {{ background: {surface_raised}; border: 1px solid {border};
  border-radius: {r6}px; padding: {p4}px 0; outline: 0; }}
QAbstractScrollArea {{ background: transparent; border: none; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QTableView, QTreeView {{ background: {surface_raised}; alternate-background-color: {surface_raised};
  color: {text}; border: none; gridline-color: {border}; selection-background-color: {primary_soft};
  selection-color: {text}; outline: 0; }}
QTableView::item, QTreeView::item {{ padding: 0 {p8}px; border-bottom: 1px solid {border}; }}
QTableView::item:hover, QTreeView::item:hover {{ background: {surface_hover}; }}
QTableView::item:selected, QTreeView::item:selected {{ background: {primary_soft}; color: {text}; }}
QHeaderView {{ background: {surface_raised}; border: none; }}
QHeaderView::section {{ background: {surface_raised}; color: {text_muted}; border: none;
  border-bottom: 1px solid {border}; padding: 0 {p8}px; font-size: {caption}px; font-weight: 400; }}
QPlainTextEdit, QTextEdit {{ background: {surface_raised}; color: {text};
  border: 1px solid {border_control}; border-radius: {r6}px; padding: {p4}px {p8}px;
  selection-background-color: {primary}; selection-color: {on_fill}; }}
QPlainTextEdit:hover, QTextEdit:hover {{ border-color: {text_muted}; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {focus}; padding: {p3}px {p7}px; }}
QPlainTextEdit:read-only, QTextEdit:read-only {{ background: {surface_sunken};
  border-color: {border}; }}
DocumentView, DocumentView:hover, DocumentView:focus, DocumentView:read-only {{
  background: transparent; border: none; padding: 0; }}
QTextEdit[bare="true"], QTextEdit[bare="true"]:read-only, QTextEdit[bare="true"]:hover,
QTextEdit[bare="true"]:focus {{ background: transparent; border: none; padding: 0; margin: 0; }}
QSplitter::handle {{ background: transparent; }}
"""


def stylesheet(tokens: ThemeTokens, scale: float) -> str:
    """The style sheet of a theme at a text scale."""
    values: dict[str, object] = tokens._asdict()
    values |= {f"p{n}": round(n * scale) for n in (3, 4, 6, 7, 8, 10, 12, 20, 24, 32)}
    values |= {f"r{n}": n for n in (4, 6, 8)}
    values["caption"] = round(12 * scale)
    return _SHEET.format_map(values)


def palette(tokens: ThemeTokens) -> QPalette:
    """The fifteen roles that Qt's own painting reads, for all three groups."""
    role = QPalette.ColorRole
    result = QPalette()
    for target, value in (
        (role.Window, tokens.surface),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface_raised),
        (role.AlternateBase, tokens.surface_sunken),
        (role.Text, tokens.text),
        (role.Button, tokens.surface_raised),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.error),
        (role.ToolTipBase, tokens.surface_raised),
        (role.ToolTipText, tokens.text),
        (role.PlaceholderText, tokens.text_muted),
        (role.Highlight, tokens.primary),
        (role.HighlightedText, tokens.on_fill),
        (role.Link, tokens.primary),
        (role.LinkVisited, tokens.primary),
    ):
        result.setColor(target, color(value))
    for target in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, target, color(tokens.text_disabled))
    return result
