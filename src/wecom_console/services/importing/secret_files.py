"""What becomes of ``file:`` references that leave the folder of their config file."""

from collections.abc import Mapping
from pathlib import Path

from wecom_console.domain.documents import to_raw
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.profile import Profile
from wecom_console.domain.raw import get_value, set_value
from wecom_console.domain.secret_forms import is_secret_alone
from wecom_console.domain.secrets import KEYRING, Secret, SecretRef, SecretSource
from wecom_console.storage.secrets.file_references import read_secret_file


def localised(
    profile: Profile, folder: Path, stored: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, Secret], list[Problem]]:
    """The document as it would be stored here, the secrets that move in with it, and the ``file:``
    references that lead to none. Places that `stored` names already stay."""
    document = to_raw(profile)
    for path in SECRET_PATHS:
        if local := get_value(stored, path):
            document = set_value(document, path, local)
    return take_secret_files(document, folder)


def take_secret_files(
    document: Mapping[str, object], folder: Path
) -> tuple[dict[str, object], dict[str, Secret], list[Problem]]:
    """The document with ``keyring:`` in place of each ``file:`` reference, the secrets those files
    hold, and what is wrong with the ones that hold none."""
    result = dict(document)
    secrets: dict[str, Secret] = {}
    problems: list[Problem] = []
    for path in SECRET_PATHS:
        value = get_value(result, path)
        ref = SecretRef.parse(value) if isinstance(value, str) else None
        if ref is None or ref.source is not SecretSource.FILE:
            continue
        if is_secret_alone(ref.name):  # no file's name; the check refuses it without repeating it
            continue
        found = read_secret_file(folder, ref.name)
        if isinstance(found, Secret):
            result = set_value(result, path, str(KEYRING))
            secrets[path] = found
        else:
            problems.append(Problem(found.code, path, Severity.ERROR, found.params))
    return result, secrets, problems
