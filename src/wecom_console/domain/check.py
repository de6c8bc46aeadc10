"""The only door from raw input to a profile: form, file import, command line, API and simulator.

`check` never raises for any input, costs microseconds and names every problem at once.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from wecom_console.domain.connection_types import type_named
from wecom_console.domain.fields import (
    FIELD_BY_PATH,
    FIELDS,
    SECRET_PATHS,
    TABLES,
    FieldSpec,
    Kind,
    keys_of,
)
from wecom_console.domain.problems import Fix, Problem, Severity
from wecom_console.domain.profile import (
    Agency,
    AndroidApp,
    Association,
    Backend,
    HarmonyApp,
    HttpLogin,
    IosApp,
    Network,
    Profile,
    WecomApi,
)
from wecom_console.domain.raw import Raw, get_value
from wecom_console.domain.report import Report
from wecom_console.domain.rules.apps import check_android, check_any_app, check_harmony, check_ios
from wecom_console.domain.rules.association import check_association
from wecom_console.domain.rules.backend import check_backend
from wecom_console.domain.rules.common import Problems, error, hint, shown, warning
from wecom_console.domain.rules.connection_type import (
    check_agency,
    check_agency_schema,
    check_type,
)
from wecom_console.domain.rules.names import check_display_name, check_identifier, check_words
from wecom_console.domain.rules.network import check_network
from wecom_console.domain.rules.secret import check_secret
from wecom_console.domain.rules.url import check_url
from wecom_console.domain.rules.wecom import check_agent_id, check_corp_id, check_schema
from wecom_console.domain.secrets import KEYRING, Secret, SecretRef
from wecom_console.domain.verdicts import BackendKind

OVERRIDABLE_CODES = frozenset({"schema.mismatch"})
MAX_KEY = 60
MAX_SUGGESTIONS = 20
"""Finding a name that is meant costs time: a file of nothing but unknown keys gets no more."""


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What the draft alone does not know.

    `taken_identifiers`: of the other profiles. `literal_secrets`: whether a `Secret` object may
    stand in for a reference (only where a person types it)."""

    taken_identifiers: Collection[str] = frozenset()
    literal_secrets: bool = False


def check(raw: object, context: CheckContext | None = None) -> Report:
    """Check one connection in its raw form (nested mappings as in a config file)."""
    context = context or CheckContext()
    if not isinstance(raw, Mapping):
        return Report(None, (error("value.type", "", expected="table", found=_kind(raw)),))
    shape = _check_shape(raw)
    broken = {problem.field for problem in shape}
    values = _Values(raw, broken)
    problems = shape + [p for p in _check_values(values, context) if p.field not in broken]
    settled = _apply_accept(_in_field_order(problems), values.texts("accept"))
    if any(p.severity is Severity.ERROR for p in settled):
        return Report(None, settled)
    return Report(_build(values), settled)


class _Values:
    """Typed reading of a raw connection; a value of a wrong shape reads as the default."""

    def __init__(self, raw: Raw, broken: Collection[str]) -> None:
        self._raw = raw
        self._broken = broken

    def get(self, path: str) -> object:
        return FIELD_BY_PATH[path].default if path in self._broken else get_value(self._raw, path)

    def text(self, path: str) -> str:
        value = self.get(path)
        return value if isinstance(value, str) else ""

    def flag(self, path: str) -> bool:
        return self.get(path) is True

    def texts(self, path: str) -> tuple[str, ...]:
        value = self.get(path)
        if not isinstance(value, list | tuple):
            return ()
        return tuple(dict.fromkeys(v for v in value if isinstance(v, str)))

    def reference(self, path: str) -> SecretRef | None:
        value = self.get(path)
        if isinstance(value, Secret):
            return KEYRING if value else None
        return SecretRef.parse(value) if isinstance(value, str) else None

    def association(self) -> Association:
        return Association(
            mode=self.text("association.mode"),
            fields=self.texts("association.fields"),
            methods=self.texts("association.methods"),
        )

    def android(self) -> AndroidApp:
        return AndroidApp(
            package=self.text("android.package"),
            signature_md5=self.text("android.signature_md5"),
            sdk=self.text("android.sdk"),
        )

    def ios(self) -> IosApp:
        return IosApp(bundle_id=self.text("ios.bundle_id"))

    def harmony(self) -> HarmonyApp:
        return HarmonyApp(
            app_id=self.text("harmony.app_id"), bundle_name=self.text("harmony.bundle_name")
        )

    def agency(self) -> Agency:
        return Agency(
            suite_id=self.text("agency.suite_id"),
            suite_secret=self.reference("agency.suite_secret"),
            token=self.reference("agency.token"),
            encoding_aes_key=self.reference("agency.encoding_aes_key"),
            txt_name=self.text("agency.txt_name"),
            txt_content=self.text("agency.txt_content"),
        )

    def backend(self) -> Backend:
        kind = self.text("backend.kind")
        return Backend(
            kind=BackendKind(kind) if kind in set(BackendKind) else BackendKind.SIMULATOR,
            api=self.text("backend.api"),
            host=self.text("backend.host"),
            app_host=self.text("backend.app_host"),
            user_pool_id=self.text("backend.user_pool_id"),
            app_id=self.text("backend.app_id"),
            app_secret=self.reference("backend.app_secret"),
            access_key_id=self.text("backend.access_key_id"),
            access_key_secret=self.reference("backend.access_key_secret"),
            secret_field=self.text("backend.secret_field"),
            organization=self.text("backend.organization"),
            application=self.text("backend.application"),
            provider=self.text("backend.provider"),
            state=self.text("backend.state"),
            http=self.http(),
        )

    def network(self) -> Network:
        return Network(
            proxy=self.text("network.proxy"),
            ca_file=self.text("network.ca_file"),
            timeout_s=self.text("network.timeout_s"),
        )

    def http(self) -> HttpLogin:
        return HttpLogin(
            method=self.text("backend.http.method"),
            url=self.text("backend.http.url"),
            headers=self.texts("backend.http.headers"),
            content_type=self.text("backend.http.content_type"),
            body=self.text("backend.http.body"),
            success=self.text("backend.http.success"),
            user=self.text("backend.http.user"),
            token=self.text("backend.http.token"),
            error_code=self.text("backend.http.error_code"),
            error_message=self.text("backend.http.error_message"),
        )


def _check_shape(raw: Raw) -> Problems:
    """Unknown keys and values of a wrong type."""
    problems = _unknown_keys(raw, "")
    for table in TABLES:
        inner = _table_at(raw, table)
        if isinstance(inner, Mapping):
            problems += _unknown_keys(inner, table)
        else:
            problems.append(error("value.type", table, expected="table", found=_kind(inner)))
    return problems + [p for spec in FIELDS if (p := _check_type(spec, raw))]


def _table_at(raw: Raw, table: str) -> object:
    """What stands at a table's path; an empty one where it, or a table around it, is missing."""
    inner: object = raw
    for key in table.split("."):
        inner = inner.get(key, {}) if isinstance(inner, Mapping) else {}
    return inner


def _unknown_keys(raw: Raw, table: str) -> Problems:
    known = keys_of(table)
    problems: Problems = []
    for key in raw:
        if key in known:
            continue
        name = str(key)[:MAX_KEY]
        path = f"{table}.{shown(name)}" if table else shown(name)
        close = get_close_matches(name, known, n=1) if len(problems) < MAX_SUGGESTIONS else []
        if close:
            problems.append(error("key.unknown_close", path, key=shown(name), suggestion=close[0]))
        else:
            problems.append(error("key.unknown", path, key=shown(name)))
    return problems


def _check_type(spec: FieldSpec, raw: Raw) -> Problem | None:
    value = get_value(raw, spec.path)
    if spec.kind is Kind.BOOL:
        if isinstance(value, bool):
            return None
        return error("value.type", spec.path, expected="bool", found=_kind(value))
    if value == spec.default or spec.kind is Kind.SECRET:
        return None
    if spec.kind in (Kind.TEXTS, Kind.CHOICES):
        return _check_list(spec, value)
    if not isinstance(value, str):
        fixes = (Fix("quote", spec.path, str(value)),) if _is_plain_number(value) else ()
        return error("value.type", spec.path, *fixes, expected="text", found=_kind(value))
    if spec.kind is Kind.CHOICE and value not in spec.choices:
        return _bad_choice(spec, value)
    return None


def _is_plain_number(value: object) -> bool:
    """One that a person may have written for an id. CPython writes no number of any length."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**20


def _check_list(spec: FieldSpec, value: object) -> Problem | None:
    if not isinstance(value, list | tuple):
        return error("value.type", spec.path, expected="list", found=_kind(value))
    for item in value:
        if not isinstance(item, str):
            return error("value.type", spec.path, expected="text", found=_kind(item))
        if spec.choices and item not in spec.choices:
            return _bad_choice(spec, item)
    return None


def _bad_choice(spec: FieldSpec, value: str) -> Problem:
    close = get_close_matches(value.lower(), spec.choices, n=1)
    fixes = (Fix("use", spec.path, close[0]),) if close and spec.kind is Kind.CHOICE else ()
    return error(
        "value.choice", spec.path, *fixes, value=shown(value), choices=", ".join(spec.choices)
    )


def _check_values(values: _Values, context: CheckContext) -> Problems:
    text = values.text
    problems = check_identifier(text("identifier"), context.taken_identifiers)
    problems += check_display_name(text("display_name"))
    problems += check_words("tags", values.texts("tags"))
    problems += check_words("accept", values.texts("accept"))
    problems += check_corp_id(text("corp_id"))
    problems += check_agent_id(text("agent_id"))
    kind = type_named(values.get("type"))
    schema = check_schema(text("schema"), corp_id=text("corp_id"), agent_id=text("agent_id"))
    problems += schema if kind.knows_schema else check_agency_schema(text("schema"), schema)
    for path in SECRET_PATHS:  # those that this type does not have must not be in the clear either
        problems += check_secret(
            values.get(path),
            path,
            literal_secrets=context.literal_secrets,
            is_required=kind.requires(path),
        )
    problems += check_type(kind, {path: values.get(path) for path in FIELD_BY_PATH})
    if kind.has("agency"):
        problems += check_agency(values.agency())
    problems += check_association(values.association(), login_only=values.flag("login_only"))
    android, ios, harmony = values.android(), values.ios(), values.harmony()
    problems += check_android(android) + check_ios(ios) + check_harmony(harmony)
    problems += check_any_app(android, ios, harmony)
    problems += check_url(text("wecom.base_url"), "wecom.base_url")
    backend = values.backend()
    problems += check_backend(backend)
    problems += check_network(values.network())
    if text("environment") == "production" and backend.kind is BackendKind.SIMULATOR:
        problems.append(hint("environment.simulator", "backend.kind"))
    return problems


def _apply_accept(problems: Problems, accepted: tuple[str, ...]) -> tuple[Problem, ...]:
    """Errors that may be overridden and are listed in `accept` become warnings."""
    settled = [
        replace(p, severity=Severity.WARNING)
        if p.overridable and p.code in accepted and p.severity is Severity.ERROR
        else p
        for p in problems
    ]
    useless = [code for code in accepted if code not in OVERRIDABLE_CODES]
    settled += [warning("accept.useless", "accept", accepted=shown(code)) for code in useless]
    return tuple(settled)


def _in_field_order(problems: Problems) -> Problems:
    order = {spec.path: index for index, spec in enumerate(FIELDS)}
    return sorted(problems, key=lambda p: order.get(p.field, -1))


def _build(values: _Values) -> Profile:
    text = values.text
    return Profile(
        type=text("type"),
        identifier=text("identifier"),
        display_name=text("display_name"),
        corp_id=text("corp_id"),
        agent_id=text("agent_id"),
        schema=text("schema"),
        secret=values.reference("secret") or KEYRING,
        login_only=values.flag("login_only"),
        environment=text("environment"),
        tags=values.texts("tags"),
        accept=values.texts("accept"),
        association=values.association(),
        android=values.android(),
        ios=values.ios(),
        harmony=values.harmony(),
        wecom=WecomApi(base_url=text("wecom.base_url"), edition=text("wecom.edition")),
        backend=values.backend(),
        network=values.network(),
        agency=values.agency(),
    )


def _kind(value: object) -> str:
    match value:
        case bool():
            return "bool"
        case int() | float():
            return "number"
        case str() | Secret():
            return "text"
        case list() | tuple():
            return "list"
        case Mapping():
            return "table"
        case None:
            return "nothing"
        case _:
            return "other"
