"""The built-in demo connection: a company of its own, set up on all three platforms."""

from typing import Final

from wecom_console.domain.profile import AndroidApp, Backend, HarmonyApp, IosApp, Profile
from wecom_console.domain.schema_rule import PREFIX, agent_half
from wecom_console.domain.secrets import DEMO, KEYRING, Secret, SecretRef, demo_secret
from wecom_console.domain.verdicts import BackendKind
from wecom_console.messages.catalogue import load_messages
from wecom_console.simulator.world.randomness import Randomness
from wecom_console.simulator.world.setup import ID_DIGITS, SECRET_LENGTH, ConnectionSetup

IDENTIFIER: Final = "demo-wecom"
AGENT_ID: Final = "1000002"
PACKAGE: Final = "com.example.wecomdemo"
_PRODUCT_SEED: Final = 1


def demo_connection(seed: int | None = None, *, language: str = "zh_CN") -> ConnectionSetup:
    """A synthetic connection with its secrets; the same for the same `seed`.

    The profile passes `check`. Its schema follows the rule, its show name comes from the messages.
    """
    randomness = Randomness(seed)
    return ConnectionSetup(
        _profile(randomness, language, reference=KEYRING),
        secret=_secret(randomness, "demo.secret"),
        app_secret=_secret(randomness, "demo.app_secret"),
        access_key_secret=_secret(randomness, "demo.access_key_secret"),
    )


def product_demo(*, language: str = "zh_CN") -> ConnectionSetup:
    """The same company everywhere and at every start, with secrets that nobody has to keep: what
    the window stores as the demo connection, and what its simulator serves."""
    return ConnectionSetup(
        _profile(Randomness(_PRODUCT_SEED), language, reference=DEMO),
        secret=demo_secret("secret"),
        app_secret=demo_secret("backend.app_secret"),
        access_key_secret=demo_secret("backend.access_key_secret"),
    )


def _profile(randomness: Randomness, language: str, *, reference: SecretRef) -> Profile:
    corp_half = randomness.hex("demo.corp", digits=16)
    return Profile(
        identifier=IDENTIFIER,
        display_name=load_messages(language).text("simulator.demo_name"),
        corp_id=f"ww{corp_half}",
        agent_id=AGENT_ID,
        secret=reference,
        schema=f"{PREFIX}{corp_half}{agent_half(AGENT_ID)}",
        android=AndroidApp(PACKAGE, randomness.hex("demo.signature", digits=32)),
        ios=IosApp(PACKAGE),
        harmony=HarmonyApp(randomness.digits("demo.harmony", count=19), PACKAGE),
        backend=Backend(
            kind=BackendKind.SIMULATOR,
            user_pool_id=randomness.hex("demo.pool", digits=ID_DIGITS),
            app_id=randomness.hex("demo.app", digits=ID_DIGITS),
            access_key_id=randomness.hex("demo.access_key", digits=ID_DIGITS),
            app_secret=reference,
            access_key_secret=reference,
        ),
    )


def _secret(randomness: Randomness, stream: str) -> Secret:
    return Secret(randomness.token(stream, length=SECRET_LENGTH))
