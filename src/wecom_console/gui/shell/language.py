"""The interface language: chosen, followed, and switched while the window is open."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator, Signal

SYSTEM: Final = "system"
CHINESE: Final = "zh_CN"
ENGLISH: Final = "en"


def resolve_language(preference: str, system_languages: list[str]) -> str:
    """The language of a choice; the desktop's first one decides where nothing was chosen."""
    if preference in (CHINESE, ENGLISH):
        return preference
    first = system_languages[0] if system_languages else ENGLISH
    return CHINESE if first.lower().startswith("zh") else ENGLISH


class LanguageController(QObject):
    """Installs the translators of one application. `language_changed` carries the new language,
    after the translators are in."""

    language_changed = Signal(str)

    def __init__(
        self,
        app: QCoreApplication,
        *,
        translations: Path,
        preference: str = SYSTEM,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._folder = translations
        self._preference = preference
        self._translators: list[QTranslator] = []
        self._language = ENGLISH
        self._install(resolve_language(preference, QLocale.system().uiLanguages()))

    @property
    def language(self) -> str:
        """``en`` or ``zh_CN``."""
        return self._language

    @property
    def preference(self) -> str:
        """``system``, ``en`` or ``zh_CN``."""
        return self._preference

    def set_preference(self, preference: str) -> None:
        """Switches at once."""
        self._preference = preference
        language = resolve_language(preference, QLocale.system().uiLanguages())
        if language != self._language:
            self._install(language)
            self.language_changed.emit(language)

    def toggle(self) -> None:
        """To the other language."""
        self.set_preference(ENGLISH if self._language == CHINESE else CHINESE)

    def _install(self, language: str) -> None:
        for translator in self._translators:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._translators = []
        self._language = language
        QLocale.setDefault(QLocale(language))
        if language == ENGLISH:
            return  # the literals are English
        from PySide6.QtCore import QLibraryInfo  # see the return above

        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for folder, name in ((Path(qt), f"qtbase_{language}"), (self._folder, language)):
            translator = QTranslator(self)
            if translator.load(name, str(folder)):
                self._app.installTranslator(translator)
                self._translators.append(translator)
