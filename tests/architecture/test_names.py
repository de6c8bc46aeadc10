"""Names: each stands for one thing, and says what kind of thing it is."""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from architecture.checkout import modules, named

MOST_MODULES = 20


def public_types(module: Path) -> Iterator[str]:
    """The classes at the top of a module, and its names for types: written like a class."""
    for node in ast.parse(module.read_bytes()).body:
        match node:
            case ast.ClassDef(name=name):
                names = [name]
            case ast.Assign(targets=targets):
                names = [target.id for target in targets if isinstance(target, ast.Name)]
            case _:
                names = []
        yield from (name for name in names if name[0].isupper() and not name.isupper())


def test_a_public_type_stands_for_one_thing() -> None:
    """No two modules have a class, or a name for a type, that is called the same."""
    homes = defaultdict(list)
    for module in modules():
        for name in public_types(module):
            homes[name].append(named(module))
    assert {} == {name: places for name, places in homes.items() if len(places) > 1}


def test_no_module_is_named_like_a_test() -> None:
    """Whatever collects tests by their file's name would take it for one."""
    alike = (m for m in modules() if m.stem.startswith("test_") or m.stem.endswith("_test"))
    assert [] == [named(module) for module in alike]


def test_no_folder_is_crowded() -> None:
    """Past 20 modules a folder has become several rooms."""
    sizes = Counter(named(m.parent) for m in modules() if m.name != "__init__.py")
    assert {} == {folder: count for folder, count in sizes.items() if count > MOST_MODULES}
