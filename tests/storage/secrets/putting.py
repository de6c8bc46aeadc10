"""A process of its own that puts secrets into a vault: folder, key file, name, how many."""

import sys
from pathlib import Path

from wecom_console.domain.secrets import Secret
from wecom_console.storage.secrets.vault_keys import KEY_FILE, VaultKeys
from wecom_console.storage.secrets.vault_store import VaultStore

path, key_file, name, count = sys.argv[1:]
store = VaultStore(Path(path), VaultKeys({KEY_FILE: key_file}))
for number in range(int(count)):
    refused = store.put(name, f"field{number}", Secret("x"))
    assert refused is None, refused
