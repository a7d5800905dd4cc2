import base64
import json
import logging
import stat

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from yilan.core.sealing import SealBroken, blind_index, ciphers, keyring, seal, seal_bytes, unseal, unseal_bytes

IDENTITY = "640105198803071234"
PLACE = "casework.party.identity_number:6f1c"
KEY = bytes.fromhex("0123456789abcdeffedcba9876543210")


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path
    keyring.current(make=True)
    return tmp_path


@given(text=st.text(), place=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_comes_back_at_its_place(text, place):
    token = seal(text, place=place)
    assert unseal(token, place=place) == text
    assert token.isascii()
    if len(text) > 3:
        assert text not in token


@given(data=st.binary(max_size=2000))
def test_any_bytes_come_back_at_their_place(data):
    assert unseal_bytes(seal_bytes(data, place=PLACE), place=PLACE) == data


def test_two_tokens_of_one_text_differ():
    assert seal(IDENTITY, place=PLACE) != seal(IDENTITY, place=PLACE)


def test_a_token_does_not_open_at_another_place():
    token = seal(IDENTITY, place=PLACE)
    with pytest.raises(SealBroken, match="belongs elsewhere"):
        unseal(token, place="casework.party.identity_number:other-row")
    with pytest.raises(SealBroken):
        unseal(token, place=PLACE.replace("identity_number", "name"))


def test_no_character_of_a_token_can_be_changed():
    token = seal("王建国", place=PLACE)
    for at, was in enumerate(token):
        for other in {"A", "b", "0", ".", "=", "\n"} - {was}:
            with pytest.raises(SealBroken):
                unseal(token[:at] + other + token[at + 1 :], place=PLACE)
    for cut in range(len(token)):
        with pytest.raises(SealBroken):
            unseal(token[:cut], place=PLACE)


def test_no_bit_of_sealed_bytes_can_be_changed():
    sealed = seal_bytes("王建国".encode(), place=PLACE)
    for at in range(len(sealed)):
        for bit in range(8):
            with pytest.raises(SealBroken):
                unseal_bytes(sealed[:at] + bytes([sealed[at] ^ 1 << bit]) + sealed[at + 1 :], place=PLACE)
    for cut in range(len(sealed)):
        with pytest.raises(SealBroken):
            unseal_bytes(sealed[:cut], place=PLACE)


def test_without_its_key_nothing_opens_and_no_new_keyring_is_made(home):
    token = seal(IDENTITY, place=PLACE)
    keyring.path().rename(home / "taken-away.json")
    with pytest.raises(SealBroken, match="missing"):
        unseal(token, place=PLACE)
    assert not keyring.path().exists()
    keyring.current(make=True)
    with pytest.raises(SealBroken, match="not in the keyring"):
        unseal(token, place=PLACE)


def test_another_secret_under_the_same_name_opens_nothing(home):
    token = seal(IDENTITY, place=PLACE)
    plain = json.loads(keyring.path().read_text())
    plain["keys"][0]["secret"] = base64.b64encode(bytes(32)).decode()
    keyring.path().write_text(json.dumps(plain))
    with pytest.raises(SealBroken):
        unseal(token, place=PLACE)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version": 1, "rotating": false, "index": "AA==", "keys": []}'])
def test_a_damaged_keyring_is_said_to_be_one(home, text):
    seal(IDENTITY, place=PLACE)
    keyring.path().write_text(text)
    with pytest.raises(keyring.KeyringMissing, match="damaged"):
        seal(IDENTITY, place=PLACE)


def test_the_keyring_is_its_owners_alone_and_not_the_secret_key(home, settings):
    seal(IDENTITY, place=PLACE)
    assert stat.S_IMODE(keyring.path().stat().st_mode) == 0o600
    assert stat.S_IMODE(keyring.path().parent.stat().st_mode) == 0o700
    settings.SECRET_KEY = "another"
    assert [path.name for path in keyring.path().parent.iterdir()] == ["keyring.json"], "nothing half lies about"


def test_the_newest_key_seals_and_all_open(home):
    old = seal(IDENTITY, place=PLACE)
    ring = keyring.add_key()
    new = seal(IDENTITY, place=PLACE)
    assert [old.split(".")[2], new.split(".")[2]] == [key.kid for key in ring.keys]
    assert unseal(old, place=PLACE) == unseal(new, place=PLACE) == IDENTITY


def test_neither_log_nor_trace_shows_a_secret(home, caplog):
    token = seal(IDENTITY, place=PLACE)
    with caplog.at_level(logging.ERROR), pytest.raises(SealBroken) as broken:
        unseal(token, place="elsewhere")
    (secret,) = (one["secret"] for one in json.loads(keyring.path().read_text())["keys"])
    for text in (caplog.text, str(broken.value), repr(keyring.current())):
        assert IDENTITY not in text
        assert token.split(".")[-1] not in text
        assert secret not in text
    assert "a seal is broken at elsewhere" in caplog.text
    assert "secret" not in repr(keyring.current()).replace("index_secret", "secret")


def test_equal_values_share_their_blind_index_and_purposes_never_meet(home):
    index = blind_index("640105 19880307 123x", purpose="identity")
    assert index == blind_index("６４０１０５19880307123X ", purpose="identity")
    assert index != blind_index("640105198803071234", purpose="identity")
    assert index != blind_index("640105 19880307 123x", purpose="mobile")
    assert len(index) == 32
    assert blind_index(" ", purpose="identity") == ""
    keyring.add_key()
    assert index == blind_index("640105 19880307 123x", purpose="identity"), "rotation leaves indexes alone"


def test_a_blind_index_of_another_site_is_another(home, settings, tmp_path):
    index = blind_index(IDENTITY, purpose="identity")
    settings.HOME = tmp_path / "other"
    keyring.current(make=True)
    assert blind_index(IDENTITY, purpose="identity") != index


class TestSm4:
    def test_the_block_cipher_of_the_standard(self):
        """GB/T 32907-2016, appendix A.1."""
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        writing = Cipher(algorithms.SM4(KEY), modes.ECB()).encryptor()  # noqa: S305 - the standard's one block
        assert writing.update(KEY).hex() == "681edf34d206965e86b3e94f536e4246"

    def test_gcm_of_the_standard(self):
        """RFC 8998, appendix A.1."""
        cipher = ciphers.Sm4Gcm(KEY)
        nonce = bytes.fromhex("00001234567800000000abcd")
        associated = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
        clear = bytes.fromhex("".join(pair * 8 for pair in ("aa", "bb", "cc", "dd", "ee", "ff", "ee", "aa")))
        sealed = cipher.encrypt(nonce, clear, associated)
        assert sealed.hex() == (
            "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
            "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
            "83de3541e4c2b58177e065a9bf7b62ec"
        )
        assert cipher.decrypt(nonce, sealed, associated) == clear
        with pytest.raises(InvalidTag):
            cipher.decrypt(nonce, sealed, b"elsewhere")

    def test_chosen_by_setting_and_what_was_sealed_before_opens(self, settings, home):
        before = seal(IDENTITY, place=PLACE)
        settings.YILAN_SEAL = "sm4-gcm"
        after = seal(IDENTITY, place=PLACE)
        assert after.startswith("v1.sm4-gcm.")
        assert unseal(before, place=PLACE) == unseal(after, place=PLACE) == IDENTITY
        with pytest.raises(SealBroken):
            unseal(after.replace("sm4-gcm", "aes-256-gcm"), place=PLACE)


def test_an_unknown_cipher_is_refused(settings):
    from django.core.exceptions import ImproperlyConfigured

    settings.YILAN_SEAL = "rot13"
    with pytest.raises(ImproperlyConfigured, match="aes-256-gcm, sm4-gcm"):
        seal(IDENTITY, place=PLACE)
