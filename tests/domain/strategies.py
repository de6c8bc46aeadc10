"""Hypothesis strategies: anything a file, a form or an API may hand to the domain."""

import json
from urllib.parse import urlencode

from hypothesis import strategies as st

from wecom_console.domain.fields import BIND_METHODS, FIELDS, TABLES
from wecom_console.domain.profile import Profile
from wecom_console.domain.report import Report

any_text = st.text(st.characters(exclude_categories=()), max_size=60)  # surrogates included
any_scalar = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(0, 10).map(lambda n: 10 ** (n * 1000))
    | st.floats()
    | any_text
    | st.dates()
    | st.binary(max_size=5)
)
any_value = st.recursive(
    any_scalar,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(any_text, inner, max_size=4)
    ),
    max_leaves=8,
)
known_key = st.sampled_from([s.key for s in FIELDS] + list(TABLES))
any_raw = st.dictionaries(
    known_key | any_text,
    any_value | st.dictionaries(known_key | any_text, any_value, max_size=6),
    max_size=12,
)

_hex16 = st.text("0123456789abcdef", min_size=16, max_size=16)
_hex24 = st.text("0123456789abcdef", min_size=24, max_size=24)
_dotted = st.from_regex(r"[a-z][a-z0-9]{0,6}(\.[a-z][a-z0-9]{0,6}){1,3}", fullmatch=True)
_plain = st.from_regex(r"[A-Za-z0-9_.-]{1,20}", fullmatch=True)
"""What no paste would repair."""
_printable = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)
_reference = st.sampled_from(["keyring:", "env:ACME_SECRET", "file:secret.txt"])
_hosts = st.sampled_from(["https://acme.authing.cn", "http://127.0.0.1:8080", "https://a.cn/x"])


def _table(**values: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional=values)


_casdoor_name = st.from_regex(r"[a-z][a-z0-9_-]{0,12}", fullmatch=True)
_sound_paths = st.from_regex(r"[a-z]{1,5}(\[[0-9]\]|\.[a-z]{1,5}){0,3}", fullmatch=True)


@st.composite
def _backends(draw: st.DrawFn) -> dict[str, object]:
    kind = draw(st.sampled_from(["simulator", "authing", "wecom", "http", "casdoor"]))
    backend = draw(
        st.fixed_dictionaries(
            {"kind": st.just(kind), "app_host": _hosts, "app_id": _hex24},
            optional={
                "api": st.sampled_from(["v2", "v3"]),
                "host": _hosts,
                "user_pool_id": _hex24 | st.just("pool"),
                "app_secret": _reference,
                "access_key_id": st.from_regex(r"[a-z0-9]{1,24}", fullmatch=True),
                "access_key_secret": _reference,
                "secret_field": st.sampled_from(["secret", "corpSecret"]),
                "organization": _casdoor_name,
                "state": _casdoor_name,
            },
        )
    )
    if kind == "casdoor" or draw(st.booleans()):
        backend |= {"application": draw(_casdoor_name), "provider": draw(_casdoor_name)}
    if kind == "http" or draw(st.booleans()):
        backend |= {"http": draw(_http_logins()), "app_secret": draw(_reference)}
    return backend


@st.composite
def _http_logins(draw: st.DrawFn) -> dict[str, object]:
    is_form = draw(st.booleans())
    names = st.sampled_from(["code", "state", "corp_id", "agent_id", "app_id", "app_secret"])
    literals = st.text("ab{ }é", max_size=3).map(
        lambda text: text.replace("{", "{{").replace("}", "}}")
    )
    values = st.lists(literals | names.map("{{{}}}".format), max_size=3).map("".join)
    extra = draw(st.dictionaries(st.sampled_from(["a", "b", "c"]), values, max_size=3))
    if is_form:
        body = urlencode({"code": "{code}", **extra}, safe="{}")
    else:
        body = json.dumps(
            {"code": "{code}", "more": [extra, 1, None]}, indent=draw(st.none() | st.just(1))
        )
    rest = st.fixed_dictionaries(
        {},
        optional={
            "method": st.sampled_from(["POST", "PUT"]),
            "headers": st.lists(
                st.sampled_from(["X-App: {app_id}", "Authorization: Bearer {app_secret}"]),
                max_size=2,
                unique=True,
            ),
            "token": _sound_paths,
            "error_code": _sound_paths,
            "error_message": _sound_paths,
        },
    )
    return {
        "url": draw(_hosts) + draw(st.sampled_from(["", "?corp={corp_id}&x="])),
        "content_type": "application/x-www-form-urlencoded" if is_form else "application/json",
        "body": body,
        "success": draw(_sound_paths) + draw(st.sampled_from(["", " == 0", '=="ok"', " == ok"])),
        "user": draw(_sound_paths),
        **draw(rest),
    }


@st.composite
def sound_raw(draw: st.DrawFn) -> dict[str, object]:
    """A connection that passes `check`, with any of the optional settings in any combination."""
    corp, agent = draw(_hex16), str(draw(st.integers(1000000, 1000999)))
    mode = draw(st.sampled_from(["none", "field", "challenge"]))
    methods = st.lists(st.sampled_from(BIND_METHODS), min_size=1, max_size=5, unique=True)
    association: dict[str, object] = {"mode": mode}
    if mode == "field":
        association["fields"] = draw(
            st.lists(st.sampled_from(["email", "phone"]), min_size=1, unique=True)
        )
    if mode == "challenge":
        association["methods"] = draw(methods)
    md5 = _hex16.map(lambda half: half * 2)
    tables = {
        "android": _table(package=_dotted, signature_md5=md5, sdk=st.sampled_from(["1", "2+"])),
        "ios": _table(bundle_id=_dotted),
        "harmony": _table(
            app_id=st.from_regex(r"[0-9]{1,12}", fullmatch=True), bundle_name=_dotted
        ),
        "wecom": _table(base_url=_hosts, edition=st.sampled_from(["saas", "gov-uniform"])),
        "backend": _backends(),
        "network": _table(
            proxy=st.sampled_from(["direct", "http://proxy.acme.cn:3128"]),
            ca_file=st.sampled_from(["/etc/ssl/acme.pem", "ca.pem", "C:\\\\ca.pem"]),
            timeout_s=st.integers(1, 300).map(str),
        ),
    }
    head = {
        "type": "wechatwork:mobile",
        "identifier": draw(st.from_regex(r"[a-z0-9-]{1,31}", fullmatch=True)),
        "display_name": draw(_printable),
        "corp_id": draw(st.sampled_from(["ww", "wx", "WW"])) + corp,
        "agent_id": agent,
        "schema": f"wwauth{corp}{agent[-6:]}",
        "secret": draw(_reference),
        "association": association,
    }
    rest = {
        "login_only": st.booleans(),
        "environment": st.sampled_from(["development", "test", "production"]),
        "tags": st.lists(_printable, max_size=3, unique=True),
        "accept": st.sampled_from([[], ["schema.mismatch"]]),
        **tables,
    }
    raw = head | draw(st.fixed_dictionaries({}, optional=rest))
    return draw(_delegated(raw)) if draw(st.booleans()) else raw


@st.composite
def _delegated(draw: st.DrawFn, raw: dict[str, object]) -> dict[str, object]:
    """The same connection in delegated development, if its backend can be one's."""
    backend = raw.get("backend")
    if isinstance(backend, dict) and backend["kind"] in ("wecom", "casdoor"):
        return raw
    agency = draw(
        st.fixed_dictionaries(
            {
                "suite_id": st.from_regex(r"dk[a-z0-9_-]{4,20}", fullmatch=True),
                "suite_secret": _reference,
                "token": _reference,
                "encoding_aes_key": _reference,
            },
            optional={"txt_name": _plain, "txt_content": _plain},
        )
    )
    schema = draw(st.from_regex(r"wwauth3rd[0-9a-f]{16}", fullmatch=True) | st.just(raw["schema"]))
    rest = {key: value for key, value in raw.items() if key != "secret"}
    return {**rest, "type": "wechatwork:agency:mobile", "agency": agency, "schema": schema}


def profile_of(report: Report) -> Profile:
    """The profile of a report without errors; fails with the errors where there are any."""
    assert report.profile is not None, [(p.code, p.field, dict(p.params)) for p in report.errors]
    return report.profile
