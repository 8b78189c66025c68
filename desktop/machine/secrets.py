"""Where short secrets are kept: the store's key, a refresh token. Nothing longer (Windows holds 1,280 characters)."""

from __future__ import annotations

import json
from typing import Protocol

from desktop.machine.folders import Folders
from desktop.machine.writing import write_whole
from desktop.model.errors import Refusal, Trouble

LENGTH_LIMIT = 1280


class NoKeyring(Trouble):
    """This session has no place that keeps secrets."""

    code = "no_keyring"
    sentence = "Máy này chưa có kho khoá (keyring) để giữ khoá mã hoá dữ liệu."
    advice = "Đăng nhập vào phiên Windows/Linux có kho khoá rồi mở lại; muốn tập thử thì dùng «quayso --training»."


class SecretTooLong(Refusal):
    """Windows keeps at most 1,280 characters."""

    code = "secret_too_long"
    sentence = "Bí mật «{subject}» dài quá 1.280 ký tự, kho khoá Windows không giữ được."
    advice = "Chỉ lưu khoá hoặc mã làm mới ngắn."


class OnlyTraining(Refusal):
    """A training part was asked to work on real data."""

    code = "only_training"
    sentence = "Chức năng tập huấn không được dùng với dữ liệu thật."
    advice = "Mở bằng «quayso --training» hoặc chọn thư mục dữ liệu tập huấn."


class SecretStore(Protocol):
    """Keeps short secrets by name."""

    def get(self, name: str) -> str | None:
        """The secret, or None where there is none."""

    def put(self, name: str, secret: str) -> None:
        """Keep it; the next `get` gives it back."""

    def forget(self, name: str) -> None:
        """Remove it; no error where there is none."""


class TrainingSecrets:
    """A plain file beside training data; refuses to serve any other folder."""

    def __init__(self, folders: Folders) -> None:
        if not folders.training_mark.exists():
            raise OnlyTraining()
        self._file = folders.data / "training-keys.json"

    def get(self, name: str) -> str | None:
        """The secret, or None."""
        value = self._load().get(name)
        return value if isinstance(value, str) else None

    def put(self, name: str, secret: str) -> None:
        """Keep it."""
        self._save({**self._load(), name: secret})

    def forget(self, name: str) -> None:
        """Remove it."""
        kept = self._load()
        kept.pop(name, None)
        self._save(kept)

    def _load(self) -> dict[str, str]:
        return dict(json.loads(self._file.read_text("utf-8"))) if self._file.exists() else {}

    def _save(self, secrets: dict[str, str]) -> None:
        write_whole(self._file, json.dumps(secrets).encode())


def secrets_of(folders: Folders, *, training: bool) -> SecretStore:
    """Where the secrets of a data folder are."""
    if training:
        return TrainingSecrets(folders)
    # Here and not above: it looks through all that is installed for keyrings.
    from desktop.machine.ring import KeyringSecrets

    return KeyringSecrets()
