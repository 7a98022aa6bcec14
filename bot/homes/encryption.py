"""Backups that are read with a passphrase only; the one place that knows age, the tool's form of encrypted files.

A file is encrypted with a key of its own, and the key with the passphrase: so neither has to fit into memory. Without
this program: `unzip FILE; age -d key.age >key; age -d -i key backup.zip.age >backup.zip`.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from types import ModuleType

from data.errors import BackupError

KEY, CONTENT = "key.age", "backup.zip.age"


def encrypt(source: Path, target: Path, passphrase: str) -> None:
    """Raises BackupError where pyrage is not installed."""
    pyrage = _pyrage()
    identity = pyrage.x25519.Identity.generate()
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as archive:
        archive.writestr(KEY, pyrage.passphrase.encrypt(str(identity).encode(), passphrase))
        with source.open("rb") as plain, archive.open(CONTENT, "w", force_zip64=True) as hidden:
            pyrage.encrypt_io(plain, hidden, [identity.to_public()])


def decrypt(source: Path, target: Path, passphrase: str) -> None:
    """Raises BackupError where the passphrase is another, or the file is damaged."""
    pyrage = _pyrage()
    try:
        with zipfile.ZipFile(source) as archive:
            identity = pyrage.x25519.Identity.from_str(
                pyrage.passphrase.decrypt(archive.read(KEY), passphrase).decode()
            )
            with archive.open(CONTENT) as hidden, target.open("xb") as plain:
                pyrage.decrypt_io(hidden, plain, [identity])
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise BackupError(source, "the passphrase is another one, or the file is damaged") from error


def is_encrypted(archive: zipfile.ZipFile) -> bool:
    return KEY in archive.namelist()


def _pyrage() -> ModuleType:
    try:
        import pyrage
    except ImportError as error:
        raise BackupError("NEWSBOT_BACKUP_PASSPHRASE", "needs make run EXTRAS=backup") from error
    return pyrage  # type: ignore[no-any-return]
