"""The screens of which pictures are taken, each brought about as its user would."""

import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTableView

from wecom_console.backends.credentials import Credentials
from wecom_console.domain.check import check
from wecom_console.domain.profile import MOBILE_TYPE
from wecom_console.domain.secrets import KEYRING, Secret
from wecom_console.domain.verdicts import Leg
from wecom_console.gui.features.connection.page import ConnectionDetailPage
from wecom_console.gui.features.matrix.page import MatrixPage
from wecom_console.gui.features.wizard.page import ConnectionWizardPage
from wecom_console.gui.pictures.traffic import make_calls
from wecom_console.gui.pictures.window_driver import WindowDriver
from wecom_console.services.profiles.records import Saved
from wecom_console.services.runs.embedded import LoadedConnection, options_for
from wecom_console.simulator import running_simulator

CORP_ID: Final = "ww3f9c0a7be1d24856"  # made up, like everything in these pictures
APP: Final = {"package": "com.example.acme", "signature_md5": "0f1e2d3c4b5a69788796a5b4c3d2e1f0"}


def _connection(identifier: str, name: str, agent: str, **more: object) -> dict[str, object]:
    schema = f"wwauth{CORP_ID[2:]}{agent[-6:]}"
    return {
        "identifier": identifier,
        "display_name": name,
        "corp_id": CORP_ID,
        "agent_id": agent,
        "schema": schema,
        "android": APP,
        **more,
    }


UNTRUSTED: Final = (
    '{"errcode":60020,"errmsg":"not allow to access from your ip, from ip: 203.0.113.7"}'
)
CONNECTIONS: Final = (
    _connection("acme-staff", "Acme Staff", "1000002", environment="production"),
    _connection("acme-sales", "Acme Field Sales", "1000007", environment="production"),
    _connection("acme-staff-staging", "Acme Staff (staging)", "1000002", environment="test"),
    _connection("acme-warehouse", "Acme Warehouse", "1000011"),
)


def select_source(stage: WindowDriver) -> None:
    """The first step of the wizard."""
    stage.window.navigate("wizard")


def variants(stage: WindowDriver) -> None:
    """The second step."""
    stage.click("source_card_wechatwork")


def form_empty(stage: WindowDriver) -> None:
    """The form as it opens."""
    stage.click("variant_card_wechatwork_mobile")


def form_mismatch(stage: WindowDriver) -> None:
    """A schema of another agent, a Secret that lost a character."""
    stage.type_into("identifier_edit", "acme-staff-2")
    stage.type_into("display_name_edit", "Acme Staff")
    stage.type_into("corp_id_edit", CORP_ID)
    stage.type_into("agent_id_edit", "1000002")
    stage.type_into("secret_edit", "x" * 42)
    stage.type_into("schema_edit", f"wwauth{CORP_ID[2:]}000007")


def sources(stage: WindowDriver) -> None:
    """The list with connections, one of them tested."""
    for document in CONNECTIONS:
        stage.services.profiles.create(document, {"secret": Secret("s" * 43)})
    stage.window.navigate("sources")
    stage.find("source_list")
    stage.wait(200)


def sources_chosen(stage: WindowDriver) -> None:
    """Two rows chosen, and the question before production loses them."""
    found = stage.find("source_list")
    stage.find("search_edit").setFocus()
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_Space)
    QTest.keyClick(found, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    stage.click("bulk_delete_button")


def form_steps(stage: WindowDriver) -> None:
    """Step 1 in full, with the values for WeCom."""
    page = stage.window.host.current()
    assert isinstance(page, ConnectionWizardPage)
    for key, value in APP.items():
        page.presenter.set_field(f"android.{key}", value)
    stage.click("preparation_steps_button")
    stage.click("step_authorised_login_check")
    stage.wait(200)


def detail_guard(stage: WindowDriver) -> None:
    """A change of a connection in production waits for a yes."""
    stage.click("tab_settings")
    stage.type_into("display_name_edit", "Acme Staff Login")
    stage.click("create_button")
    stage.wait(100)


def _open_connection(stage: WindowDriver, key: str) -> ConnectionDetailPage:
    """Its page, once it shows this connection and not the one that was looked at before."""
    stage.window.navigate("detail", key)
    page = stage.window.host.current()
    assert isinstance(page, ConnectionDetailPage)

    def shows_it() -> bool:
        profile = page.presenter.state.profile
        return profile is not None and profile.id == key

    stage.wait_until(shows_it, "the connection is read")
    stage.wait(200)
    return page


def detail(stage: WindowDriver) -> None:
    """A connection's own page."""
    found = stage.services.profiles.get("acme-staff")
    assert found is not None
    _open_connection(stage, found.id)


def detail_access(stage: WindowDriver) -> None:
    """Step 3: the hosted page and the fragments."""
    stage.click("tab_access")
    stage.wait(200)


def detail_tests(stage: WindowDriver) -> None:
    """The tab of the runs, before any."""
    stage.click("tab_tests")
    stage.wait(200)


def detail_history(stage: WindowDriver) -> None:
    """The revisions."""
    stage.click("tab_history")
    stage.wait(200)


def matrix(stage: WindowDriver) -> None:
    """Several connections to be tested."""
    stage.window.navigate("matrix")
    stage.wait(500)


def matrix_done(stage: WindowDriver) -> None:
    """One kind of scenarios, with what did not end as expected."""
    page = stage.window.host.current()
    assert isinstance(page, MatrixPage)
    page.presenter.choose_group("state")
    stage.click("run_matrix_button")
    stage.wait_until(lambda: not page.presenter.is_running, "the runs end", timeout_s=120)
    stage.wait(200)


def explain_empty(stage: WindowDriver) -> None:
    """Nothing pasted yet."""
    stage.window.navigate("explain")
    stage.wait(300)


def explain_answer(stage: WindowDriver) -> None:
    """WeCom's answer to an address that it does not trust."""
    stage.window.navigate("explain", UNTRUSTED)
    stage.wait(800)


def keys(stage: WindowDriver) -> None:
    """The cheat sheet."""
    stage.window.run_command("keys")
    stage.wait(200)


def test_failed(stage: WindowDriver) -> None:
    """All scenarios of the demo, one with its refusal selected."""
    some_failed(stage)


def some_failed(stage: WindowDriver, only: Sequence[str] = ()) -> None:
    """The same of some scenarios, without `only` of all."""
    stage.click("phone_tabs_virtual")
    page = stage.log_in(everything=True, only=only)
    page.presenter.select_scenario("code-reused")
    page.presenter.reading.select_leg(Leg.IDENTITY)


def test_success(stage: WindowDriver) -> None:
    """The login that works, leg 5 with its requests."""
    page = stage.log_in()
    page.presenter.reading.select_leg(Leg.EXCHANGE)


def test_link(stage: WindowDriver) -> None:
    """The QR code of the link."""
    stage.click("phone_tabs_qr")


def simulator_off(stage: WindowDriver) -> None:
    """The simulator before it is started."""
    stage.window.navigate("simulator")


def simulator_on(stage: WindowDriver) -> None:
    """The simulator at work."""
    stage.click("simulator_toggle")
    stage.wait(1500)


def simulator_call(stage: WindowDriver) -> None:
    """A call of the journal, with a fault switched on."""
    stage.click("tab_faults")
    stage.click("fault_switch_too_often")
    label = stage.find("simulator_url_label")
    if isinstance(label, QLabel):
        make_calls(label.text())
    stage.wait(1500)
    table = stage.find("journal_table")
    if isinstance(table, QTableView):
        table.setFocus()
        table.setCurrentIndex(table.model().index(0, 0))
    stage.find("call_detail")


def simulator_apps(stage: WindowDriver) -> None:
    """The apps in place of the members."""
    stage.click("tab_apps")


def share(stage: WindowDriver) -> None:
    """Export and import."""
    stage.window.navigate("share")
    stage.wait(200)


def detail_app(stage: WindowDriver) -> None:
    """A stored connection beside the keystore's certificate that its app is not signed with."""
    stored = stage.services.profiles.get("acme-staff")
    if stored is None:
        return
    page = _open_connection(stage, stored.id)
    with tempfile.TemporaryDirectory() as folder:
        certificate = Path(folder) / "release.pem"
        certificate.write_bytes(_certificate())
        page.take_app(certificate)
        stage.find("app_package_notice")
        stage.wait(300)


def _certificate() -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Acme release")])
    key = ec.generate_private_key(ec.SECP256R1())
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=9_000))
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM)


def share_package(stage: WindowDriver) -> None:
    """An encrypted package for two of the team."""
    keys = (
        "age1ry4lu6l9vsjerzv0q8tyddtqhd9fjgr427lssc4pe8nfa8u40ppspsns52",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
    )
    settings = stage.window.context.settings
    team = tuple(zip(("Lin Yue", "build-server"), keys, strict=True))
    settings.write(settings.read()._replace(team=team))
    stage.window.navigate("share")
    stage.choose("export_format", "package")
    stage.wait(200)


def share_pdf(stage: WindowDriver) -> None:
    """The sheet for testing with a phone."""
    stage.choose("export_format", "pdf")
    stage.wait(200)


def settings(stage: WindowDriver) -> None:
    """The settings."""
    stage.window.navigate("settings")
    stage.wait(200)


def form_agency(stage: WindowDriver) -> None:
    """The form of the variant in delegated development."""
    stage.window.navigate("wizard")
    stage.click("source_card_wechatwork")
    stage.click("variant_card_wechatwork_agency_mobile")


def detail_compare(stage: WindowDriver) -> None:
    """A connection that Authing has otherwise; the Authing is a simulated one, asked for real."""
    secret, key = Secret("s" * 43), Secret("k" * 32)
    backend = {
        "kind": "authing",
        "app_host": "https://acme.authing.cn",
        "app_id": "5f0e1d2c3b4a69788796a5b4",
        "user_pool_id": "5f0e1d2c3b4a69788796a5b5",
        "access_key_secret": "keyring:",
    }
    there = _connection("acme-partners", "Acme Partners", "1000015", backend=backend)
    loaded = check({"type": MOBILE_TYPE, "secret": str(KEYRING), **there}).profile
    assert loaded is not None
    credentials = Credentials(secret, None, key)
    with running_simulator(options_for([LoadedConnection(loaded, credentials)])) as authing:
        ours = {**there, "display_name": "Acme Partner Login", "login_only": True}
        ours["backend"] = {**backend, "host": authing.url}
        secrets = {"secret": secret, "backend.access_key_secret": key}
        made = stage.services.profiles.create(ours, secrets)
        assert isinstance(made, Saved)
        _open_connection(stage, made.profile.id)
        stage.click("tab_compare")
        stage.click("compare_button")
        apply = stage.find("compare_apply_button")
        stage.wait_until(apply.isEnabled, "Authing has answered")


def sources_empty(_stage: WindowDriver) -> None:
    """What a newcomer sees."""


SCENES: Final[tuple[tuple[str, Callable[[WindowDriver], None]], ...]] = (
    ("sources-empty", sources_empty),
    ("select-source", select_source),
    ("variants", variants),
    ("form-empty", form_empty),
    ("form-mismatch", form_mismatch),
    ("form-steps", form_steps),
    ("sources", sources),
    ("sources-chosen", sources_chosen),
    ("detail", detail),
    ("detail-access", detail_access),
    ("detail-tests", detail_tests),
    ("detail-history", detail_history),
    ("detail-guard", detail_guard),
    ("test-success", test_success),
    ("test-link", test_link),
    ("test-failed", test_failed),
    ("matrix", matrix),
    ("matrix-done", matrix_done),
    ("explain-empty", explain_empty),
    ("explain-answer", explain_answer),
    ("simulator-off", simulator_off),
    ("simulator-on", simulator_on),
    ("simulator-call", simulator_call),
    ("simulator-apps", simulator_apps),
    ("detail-app", detail_app),
    ("share", share),
    ("share-package", share_package),
    ("share-pdf", share_pdf),
    ("settings", settings),
    ("form-agency", form_agency),
    ("detail-compare", detail_compare),
    ("keys", keys),
)
