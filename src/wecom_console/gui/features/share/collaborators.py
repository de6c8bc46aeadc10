"""What the share page is made of in the real window."""

from dataclasses import dataclass

from wecom_console.gui.features.share.presenter.exporting import ExportPresenter
from wecom_console.gui.features.share.presenter.importing import ImportPresenter
from wecom_console.gui.features.share.presenter.package import PackagePresenter
from wecom_console.gui.features.share.presenter.signing import SigningPresenter
from wecom_console.gui.parts.chooser import DialogChooser, FileChooser
from wecom_console.gui.shell.context import ShellContext


@dataclass(frozen=True, slots=True)
class ShareCollaborators:
    """What the page is made of."""

    exports: ExportPresenter
    packages: PackagePresenter
    imports: ImportPresenter
    signing: SigningPresenter
    chooser: FileChooser


def real_collaborators(context: ShellContext) -> ShareCollaborators:
    """Over the window's bridge and services."""
    return ShareCollaborators(
        ExportPresenter(
            background=context.bridge, services=context.services, language=context.language
        ),
        PackagePresenter(
            background=context.bridge,
            services=context.services,
            settings=context.settings,
            messages=context.messages(),
        ),
        ImportPresenter(
            background=context.bridge, services=context.services, messages=context.messages()
        ),
        SigningPresenter(background=context.bridge),
        DialogChooser(),
    )
