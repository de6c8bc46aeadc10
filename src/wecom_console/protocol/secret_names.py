"""The names under which secrets stand: the one list, for whatever takes secrets out of a text.

Names are compared by their letters and digits alone, in lower case: ``suite_ticket``,
``SuiteTicket`` and ``suite-ticket`` are one name. Sources:
docs/reference/wecom.md §9 (Secrets, tokens, tickets and codes), docs/reference/authing.md §5 and §6
(access keys, tokens, passcodes).
"""

import re
from typing import Final

SECRET_ENDINGS: Final = (
    *("secret", "token", "ticket", "password", "passwd", "pwd", "passphrase", "passcode"),
    *("aeskey", "apikey", "privatekey", "secretkey", "sessionkey", "encryptkey", "signingkey"),
    *("sessionid", "assertion", "verifier", "authorization", "cookie", "jwt"),
)
"""A name that ends so names a secret: ``suite_access_token``, ``jsapi_ticket``."""

SECRET_WORDS: Final = ("secret", "password", "passwd", "passphrase", "privatekey")
"""A name that holds one of these anywhere names a secret: ``SECRET_VAL``, ``newPassword2``."""

CODES: Final = (
    *("code", "authcode", "jscode", "logincode", "permanentcode", "preauthcode", "devicecode"),
    *("usercode", "smscode", "verifycode", "verificationcode", "mfacode", "recoverycode"),
)
"""Codes that are exchanged for something. ``code`` alone may be a result, too."""

OTHERS: Final = (
    *("setcookie", "cookie2", "salt", "sk", "key", "webhookkey", "sendkey", "otp", "totp"),
    *("credential", "credentials", "bizdata", "pin"),
)
"""Names of secrets that have no such ending, and mean nothing else."""

SECRET_NAMES: Final = (
    *("corpsecret", "clientsecret", "appsecret", "accesskeysecret", "suitesecret"),
    *("providersecret", "accesstoken", "idtoken", "refreshtoken", "usertoken", "mfatoken"),
    *("suiteaccesstoken", "provideraccesstoken", "corpaccesstoken", "clientassertion"),
    *("codeverifier", "userticket", "suiteticket", "jsapiticket", "agentticket", "loginticket"),
    *("proxyauthorization", "encodingaeskey", *SECRET_ENDINGS, *CODES, *OTHERS),
)
"""Those that are looked for one by one, where a pattern for every ending would be dear."""

_NOT_ALNUM: Final = re.compile(r"[^a-z0-9]")
_EXACT: Final = frozenset(SECRET_NAMES)


def is_secret_name(name: str) -> bool:
    """Whether what stands under `name` is a secret, whatever it is."""
    bare = _NOT_ALNUM.sub("", name.lower())
    return (
        bare in _EXACT
        or bare.endswith(SECRET_ENDINGS)
        or any(word in bare for word in SECRET_WORDS)
    )


def spelled(names: tuple[str, ...]) -> str:
    """A pattern for the names in every style: ``corpsecret``, ``corp_secret``, ``corp-secret``.
    Longer ones come first; for use without regard to case."""
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join("[_-]?".join(name) for name in longest_first)
