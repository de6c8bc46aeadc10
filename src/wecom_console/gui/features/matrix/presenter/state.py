"""What the matrix page paints: frozen values, decided by the presenter."""

from dataclasses import dataclass, replace

from wecom_console.domain.verdicts import Platform


@dataclass(frozen=True, slots=True)
class MatrixItem:
    """A connection that can be chosen. `environment` is ``simulator`` for the demo."""

    key: str
    name: str
    identifier: str
    environment: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class MatrixChoice:
    """What is to be run. `group` is a kind of scenarios, empty for all; `logins` is how many runs
    that makes, `left_out` how many more cannot run so; `without_app` are the chosen connections
    that are not set up for a chosen platform, by name."""

    items: tuple[MatrixItem, ...] = ()
    platforms: tuple[Platform, ...] = (Platform.ANDROID, Platform.IOS)
    groups: tuple[str, ...] = ()
    group: str = ""
    workers: int = 1
    fails_fast: bool = False
    on_simulator: bool = True
    logins: int = 0
    left_out: int = 0
    without_app: tuple[tuple[str, Platform], ...] = ()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the chosen connections."""
        return tuple(item.key for item in self.items if item.is_chosen)


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One connection on one platform: how many of its runs have ended, and how. `simulated`: in how
    many the simulator has answered."""

    key: str
    name: str
    identifier: str
    platform: Platform
    total: int
    as_expected: int = 0
    otherwise: int = 0
    simulated: int = 0
    is_running: bool = False

    @property
    def done(self) -> int:
        """How many have ended."""
        return self.as_expected + self.otherwise

    def after(self, *, passed: bool, simulated: bool = False) -> "MatrixLine":
        """The line once one more has ended."""
        line = replace(self, simulated=self.simulated + simulated)
        if passed:
            return replace(line, as_expected=self.as_expected + 1)
        return replace(line, otherwise=self.otherwise + 1)


@dataclass(frozen=True, slots=True)
class UnexpectedRun:
    """A run that did not end as its scenario expects: the sentence that says how it ended."""

    key: str
    name: str
    platform: Platform
    scenario: str
    title: str
    ending: str


@dataclass(frozen=True, slots=True)
class ReportDifference:
    """What differs from an earlier report: where, and the words before and after."""

    name: str
    platform: str
    title: str
    leg: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The runs beside those of the file `name`."""

    name: str
    changes: tuple[ReportDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixProgress:
    """How far the runs are. `is_stopped`: they were ended before all had run. `comparison` is
    there once an earlier report was opened."""

    lines: tuple[MatrixLine, ...] = ()
    findings: tuple[UnexpectedRun, ...] = ()
    is_running: bool = False
    is_stopped: bool = False
    comparison: Comparison | None = None

    @property
    def total(self) -> int:
        """How many runs there are."""
        return sum(line.total for line in self.lines)

    @property
    def done(self) -> int:
        """How many have ended."""
        return sum(line.done for line in self.lines)

    @property
    def simulated(self) -> int:
        """In how many the simulator has answered."""
        return sum(line.simulated for line in self.lines)

    @property
    def otherwise(self) -> int:
        """How many did not end as expected."""
        return sum(line.otherwise for line in self.lines)
