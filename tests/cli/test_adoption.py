# SPDX-License-Identifier: MIT
"""standard sign and adopt: one signed file, believed as far as its signature goes, in force from a day on."""

from __future__ import annotations

import base64
import json
import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

import thresholds
from tests.cli.conftest import Line, Said

ROTHERHAM = Path(thresholds.__file__).parent / "standards" / "rotherham-2026.1"


@pytest.fixture
def authority(line: Line, tmp_path: Path) -> Path:
    """The authority's keys, as it makes them."""
    assert line("authority", "create", tmp_path / "la", "--la", "372", "--name", "Rotherham MBC").status == 0
    return tmp_path / "la"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A successor of the Rotherham standard, with one cut-off moved, of an officer's own."""
    folder = tmp_path / "rotherham-2027.1"
    shutil.copytree(ROTHERHAM, folder)
    head = folder / "pack.yaml"
    text = head.read_text(encoding="utf-8").replace('version: "2026.1"', 'version: "2027.1"')
    head.write_text(text.replace("2026-09-01", "2026-10-01"), encoding="utf-8")
    return folder


def signed(line: Line, pack: Path, key: Path, out: Path) -> Path:
    said = line("standard", "sign", pack, "--key", key, "--out", out)
    assert said.status == 0, said.beside
    return out


def judged_by(line: Line, store: Path, on: str = "2026-11-23") -> set[tuple[str, str]]:
    said = line("verdicts", store, "--as-of", on)
    assert said.status == 0, said.beside
    return {(one["standard"]["id"], one["standard"]["version"]) for one in said.document}


def test_signed_and_adopted_it_judges_from_its_day_on(
    line: Line, filled: Path, tmp_path: Path, pack: Path, authority: Path
) -> None:
    store = tmp_path / "school.grstore"
    shutil.copy(filled, store)
    file = tmp_path / "standard.grstandard"
    said = line("standard", "sign", pack, "--key", authority / "gr-authority-372.key", "--out", file)
    assert said.status == 0
    told = {"id": "rotherham", "version": "2027.1", "signed_by": "Rotherham MBC", "effective": "2026-10-01"}
    assert told.items() <= said.document.items()
    adopted = line("standard", "adopt", store, file)
    assert adopted.status == 0, adopted.beside
    assert told.items() <= adopted.document.items()
    assert adopted.document["fingerprint"] == said.document["fingerprint"]
    assert judged_by(line, store) == {("rotherham", "2027.1")}
    assert judged_by(line, store, "2026-09-30") == {("rotherham", "2026.1")}


def test_the_effective_day_can_be_chosen_and_twice_changes_nothing(
    line: Line, filled: Path, tmp_path: Path, pack: Path, authority: Path
) -> None:
    store = tmp_path / "school.grstore"
    shutil.copy(filled, store)
    file = signed(line, pack, authority, tmp_path / "standard.grstandard")
    for _ in range(2):
        said = line("standard", "adopt", store, file, "--effective", "2027-01-04")
        assert said.document["effective"] == "2027-01-04"
    before = line("store", "check", store).document["audit_events"]
    line("standard", "adopt", store, file, "--effective", "2027-01-04")
    assert line("store", "check", store).document["audit_events"] == before
    assert judged_by(line, store, "2027-01-03") == {("rotherham", "2026.1")}
    assert judged_by(line, store, "2027-01-04") == {("rotherham", "2027.1")}


def test_an_unsigned_one_is_named_and_needs_consent(
    line: Line, filled: Path, tmp_path: Path, pack: Path
) -> None:
    store = tmp_path / "school.grstore"
    shutil.copy(filled, store)
    refused = line("standard", "adopt", store, pack)
    assert refused.status == 2
    assert "nobody has signed this standard" in refused.beside.lower()
    assert judged_by(line, store) == {("rotherham", "2026.1")}
    said = line("standard", "adopt", store, pack, "--consent")
    assert said.status == 0
    assert said.document["signed_by"] is None
    assert "unsigned" in said.beside
    assert judged_by(line, store) == {("rotherham", "2027.1")}


def spoil_words(document: dict[str, object]) -> None:
    files = document["files"]
    assert isinstance(files, dict)
    files["pack.yaml"] = str(files["pack.yaml"]) + "# a note\n"


def spoil_signer(document: dict[str, object]) -> None:
    document["signed_by"] = "Somebody else"


def spoil_signature(document: dict[str, object]) -> None:
    document["signature"] = "00" + str(document["signature"])[2:]


def spoil_key(document: dict[str, object]) -> None:
    document["public_key"] = X25519PrivateKey.generate().public_key().public_bytes_raw().hex()


@pytest.mark.parametrize("spoil", [spoil_words, spoil_signer, spoil_signature, spoil_key])
def test_an_altered_one_is_named_and_needs_consent(
    line: Line, filled: Path, tmp_path: Path, pack: Path, authority: Path, spoil: object
) -> None:
    store = tmp_path / "school.grstore"
    shutil.copy(filled, store)
    file = signed(line, pack, authority, tmp_path / "standard.grstandard")
    document = json.loads(file.read_text(encoding="utf-8"))
    spoil(document)  # type: ignore[operator]
    file.write_text(json.dumps(document), encoding="utf-8")
    refused = line("standard", "adopt", store, file)
    assert refused.status == 2
    assert "altered after it was signed" in refused.beside
    said = line("standard", "adopt", store, file, "--consent")
    assert (said.status, said.document["signed_by"], said.document["seal"]) == (0, None, "altered")


def test_another_signer_for_the_same_authority_needs_consent(
    line: Line, filled: Path, tmp_path: Path, pack: Path, authority: Path
) -> None:
    store = tmp_path / "school.grstore"
    shutil.copy(filled, store)
    line("standard", "adopt", store, signed(line, pack, authority, tmp_path / "one.grstandard"))
    line("authority", "create", tmp_path / "other", "--la", "372", "--name", "Rotherham MBC")
    other = signed(line, pack, tmp_path / "other", tmp_path / "two.grstandard")
    refused = line("standard", "adopt", store, other, "--effective", "2027-01-04")
    assert refused.status == 2
    assert "another key than before" in refused.beside
    assert line("standard", "adopt", store, other, "--effective", "2027-01-04", "--consent").status == 0


def test_a_signed_file_is_read_by_every_command(
    line: Line, filled: Path, tmp_path: Path, pack: Path, authority: Path
) -> None:
    file = signed(line, pack, authority, tmp_path / "standard.grstandard")
    assert line("standard", "lint", file).document["errors"] == []
    assert line("standard", "test", file).document["failed"] == []
    assert line("standard", "diff", pack, file).document["changes"] == []
    assert line("standard", "impact", ROTHERHAM, file, filled).status == 0
    assert line("standard", "show", file).text == line("standard", "show", pack).text


def test_a_standard_with_errors_is_neither_signed_nor_adopted(
    line: Line, filled: Path, tmp_path: Path, pack: Path, authority: Path
) -> None:
    (pack / "more.yaml").write_text(
        "thresholds:\n  - id: X.one\n    area: nowhere\n    layer: targeted\n"
        "    met_when: {yes: {of: no_such_fact}}\n",
        encoding="utf-8",
    )
    refused = line("standard", "sign", pack, "--key", authority, "--out", tmp_path / "out.grstandard")
    assert refused.status == 2
    assert "more.yaml" in refused.beside
    assert not (tmp_path / "out.grstandard").exists()
    store = tmp_path / "school.grstore"
    shutil.copy(filled, store)
    assert line("standard", "adopt", store, pack, "--consent").status == 2


def keys_of(kind: str, path: Path) -> Path:
    key = Ed25519PrivateKey.generate()
    raw = key.private_bytes_raw()
    content = {
        "pem": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        "hex": raw.hex().encode(),
        "base64": base64.b64encode(raw),
        "raw": raw,
    }[kind]
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind", ["pem", "hex", "base64", "raw"])
def test_any_ed25519_key_signs(line: Line, tmp_path: Path, pack: Path, kind: str) -> None:
    file = signed(line, pack, keys_of(kind, tmp_path / "key"), tmp_path / "standard.grstandard")
    assert json.loads(file.read_text(encoding="utf-8"))["signed_by"].startswith("Rotherham")


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"not a key", b"-----BEGIN PRIVATE KEY-----\nx", b"x" * 20_000]
)
def test_what_is_no_key_is_said(line: Line, tmp_path: Path, pack: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    said: Said = line("standard", "sign", pack, "--key", tmp_path / "key", "--out", tmp_path / "out")
    assert said.status == 2
    assert "no key that can sign" in said.beside
    gone = line("standard", "sign", pack, "--key", tmp_path / "gone", "--out", tmp_path / "out")
    assert gone.status == 2
    assert "there is no key" in gone.beside.lower()


@pytest.mark.parametrize(
    "files",
    [{}, [], "text", {"a.yaml": 3}, {"../../etc/passwd": "format: threshold-pack/1\n"}, None],
    ids=["none", "list", "text", "number", "path", "missing"],
)
def test_a_file_that_holds_no_pack_is_refused(
    line: Line, filled: Path, tmp_path: Path, files: object
) -> None:
    document = {"format": "gr-standard/1", "id": "x", "files": files}
    if files is None:
        del document["files"]
    (tmp_path / "x.grstandard").write_text(json.dumps(document), encoding="utf-8")
    store = tmp_path / "school.grstore"
    shutil.copy(filled, store)
    said = line("standard", "adopt", store, tmp_path / "x.grstandard", "--consent")
    assert said.status == 2
    assert line("standard", "lint", tmp_path / "x.grstandard").status in (1, 2)
