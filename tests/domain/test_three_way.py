"""Three versions of a connection put together."""

from hypothesis import given
from hypothesis import strategies as st

from domain.strategies import profile_of, sound_raw
from wecom_console.domain.check import check
from wecom_console.domain.documents import changed_paths, to_raw
from wecom_console.domain.raw import set_value
from wecom_console.domain.three_way import Side, merged, nearest, sides


def stored(raw: dict[str, object]) -> dict[str, object]:
    """As it is kept."""
    return to_raw(profile_of(check(raw)))


@given(here=sound_raw(), file=sound_raw())
def test_with_everything_taken_it_is_the_files(
    here: dict[str, object], file: dict[str, object]
) -> None:
    """And with nothing taken it is ours."""
    ours, theirs = stored(here), stored(file)
    assert () == changed_paths(merged(ours, theirs, changed_paths(ours, theirs)), theirs)
    assert ours == merged(ours, theirs, ())


@given(base=sound_raw(), other=sound_raw())
def test_who_changed_nothing_loses_nothing(
    base: dict[str, object], other: dict[str, object]
) -> None:
    """An unchanged side takes all of the other's changes."""
    common, changed = stored(base), stored(other)
    assert {Side.FILE} >= set(sides(common, common, changed).values())
    assert {Side.HERE} >= set(sides(common, changed, common).values())


def test_the_same_change_on_both_sides_is_none() -> None:
    """Only what differs is told."""
    base = {"display_name": "A", "agent_id": "1"}
    both = set_value(base, "display_name", "B")
    assert {} == sides(base, both, both)


def test_changes_on_both_sides_are_told() -> None:
    """By path."""
    base = {"display_name": "A", "agent_id": "1", "corp_id": "c"}
    here = {"display_name": "H", "agent_id": "2", "corp_id": "c"}
    file = {"display_name": "F", "agent_id": "1", "corp_id": "d"}
    expected = {"display_name": Side.BOTH, "agent_id": Side.HERE, "corp_id": Side.FILE}
    assert expected == sides(base, here, file)


def test_the_nearest_revision_is_the_common_one() -> None:
    """Of two that are as near, the newer; none without a history."""
    history = [{"display_name": "A"}, {"display_name": "B"}, {"display_name": "B"}]
    assert 0 == nearest(history, {"display_name": "A"})
    assert 2 == nearest(history, {"display_name": "B"})
    assert nearest([], {}) is None


@given(history=st.lists(sound_raw(), min_size=1, max_size=4), data=st.data())
def test_an_old_revision_is_found_again(
    history: list[dict[str, object]], data: st.DataObject
) -> None:
    """A file that was not edited is its own base."""
    kept = [stored(raw) for raw in history]
    place = data.draw(st.integers(0, len(kept) - 1))
    found = nearest(kept, kept[place])
    assert found is not None
    assert () == changed_paths(kept[found], kept[place])
