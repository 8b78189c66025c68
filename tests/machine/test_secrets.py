from __future__ import annotations

import keyring
import keyring.backend
import keyring.backends.fail
import pytest

from desktop.machine.folders import folders
from desktop.machine.ring import KeyringSecrets
from desktop.machine.secrets import NoKeyring, OnlyTraining, SecretTooLong, TrainingSecrets


class Vault(keyring.backend.KeyringBackend):
    priority = 1

    def __init__(self, *, deaf: bool = False) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.deaf = deaf

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.deaf:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError
        del self.kept[service, username]


@pytest.fixture
def use_backend():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_a_keyring_keeps_and_forgets(use_backend):
    use_backend(Vault())
    secrets = KeyringSecrets()
    secrets.put("k", "v")
    assert secrets.get("k") == "v"
    secrets.forget("k")
    secrets.forget("k")
    assert secrets.get("k") is None


def test_no_keyring_is_said_plainly(use_backend):
    use_backend(keyring.backends.fail.Keyring())
    with pytest.raises(NoKeyring):
        KeyringSecrets().get("k")
    with pytest.raises(NoKeyring):
        KeyringSecrets().put("k", "v")


def test_a_deaf_keyring_is_noticed_before_anything_is_encrypted(use_backend):
    use_backend(Vault(deaf=True))
    with pytest.raises(NoKeyring):
        KeyringSecrets().put("k", "v")


def test_what_windows_could_not_hold_is_refused(use_backend):
    use_backend(Vault())
    with pytest.raises(SecretTooLong):
        KeyringSecrets().put("k", "x" * 1281)


def test_training_keys_only_beside_training_data(tmp_path):
    place = folders(tmp_path / "p", training=True)
    place.make()
    with pytest.raises(OnlyTraining):
        TrainingSecrets(place)
    place.training_mark.touch()
    secrets = TrainingSecrets(place)
    secrets.put("k", "v")
    assert TrainingSecrets(place).get("k") == "v"
    secrets.forget("k")
    assert secrets.get("k") is None
