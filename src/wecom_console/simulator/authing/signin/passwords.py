"""Passwords as clients send them: plain, or encrypted with the public config's ``publicKey``
(RSA, PKCS #1 v1.5, base64; docs/reference/authing.md §8)."""

import base64
import binascii

from cryptography.hazmat.primitives.asymmetric import padding

from wecom_console.simulator.authing.management.access_key import same_secret
from wecom_console.simulator.world.entities import User
from wecom_console.simulator.world.world import World


async def is_password(world: World, user: User, given: str) -> bool:
    """Whether `given`, plain or encrypted, is the user's password. Nobody without one gets in."""
    if user.password is None:
        return False
    return same_secret(user.password, await plain_password(world, given))


async def plain_password(world: World, given: str) -> str:
    """The text behind an encrypted password; what cannot be decrypted is taken as plain."""
    key = await world.keys.signing_key()
    try:
        encrypted = base64.b64decode(given, validate=True)
        return key.private.decrypt(encrypted, padding.PKCS1v15()).decode("utf-8")
    except (binascii.Error, ValueError):
        return given
