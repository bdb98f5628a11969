# SPDX-License-Identifier: MIT
"""transfer out, in, key: one child's whole record to the next school, and from the one before."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop import clock
from desktop.cli.line import passphrase
from desktop.cli.opening import opened, pupil_by_upn
from desktop.cli.outside import told
from desktop.cli.speech import Options, note, say
from desktop.cli.stores import StorePath
from desktop.files import put
from desktop.paper.whole_file import whole_file
from models.exchange.sending import (
    Sealing,
    arrived,
    open_arrived,
    read_school_key,
    receiver,
    school_key,
    send,
    take_in_arrived,
    write_school_key,
)
from models.whole_record import whole_record

app = typer.Typer(help="One child's whole record, encrypted, from school to school.", no_args_is_help=True)

TRANSFER_VARIABLE = "GRADUATED_RESPONSE_TRANSFER_PASSPHRASE"
PassphraseFile = Annotated[
    Path | None,
    typer.Option("--transfer-passphrase-file", help=f"The file's own passphrase; else {TRANSFER_VARIABLE}."),
]


def _asked(options: Options, file: Path | None, *, confirm: bool = False) -> str:
    return passphrase(
        Options(options.as_json, file, today=options.today, now=options.now),
        confirm=confirm,
        variable=TRANSFER_VARIABLE,
        option="--transfer-passphrase-file",
        prompt="Passphrase of the transfer file: ",
    )


@app.command("out")
def out(
    ctx: typer.Context,
    store: StorePath,
    upn: Annotated[str, typer.Option(help="Whose record.")],
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The file to write.")],
    passphrase_file: PassphraseFile = None,
    key: Annotated[
        Path | None, typer.Option("--to-key", metavar="FILE", help="Seal it to this school's key instead.")
    ] = None,
    school: Annotated[
        str, typer.Option("--for", metavar="SCHOOL", help="Only for this school: LAESTAB or URN.")
    ] = "",
) -> int:
    """Write one child's whole record for the next school, with a PDF to read inside."""
    options: Options = ctx.obj
    number = receiver(school)
    if key is not None:
        sealing = Sealing(key=read_school_key(key), to=number)
    else:
        sealing = Sealing(passphrase=_asked(options, passphrase_file, confirm=True), to=number)
    with opened(store, options) as opened_store:
        with opened_store.reading() as tx:
            pupil = pupil_by_upn(tx, upn)
            records = whole_record(tx, pupil)

        def sheet() -> bytes:
            return whole_file(pupil, opened_store.school, records, options.today)[0]

        send(opened_store, pupil, to, sealing, pdf=sheet, now=clock.now())
    say(options, {"file": str(to), "pupils": 1})
    return 0


@app.command("in")
def take_in(
    ctx: typer.Context,
    store: StorePath,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    passphrase_file: PassphraseFile = None,
    pdf: Annotated[
        Path | None, typer.Option("--pdf", metavar="FILE.pdf", help="Also save the sheet inside.")
    ] = None,
) -> int:
    """Take in a child's record from another school; what differs here is listed, never overwritten."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store:
        lying = arrived(file, opened_store.school)
        words = _asked(options, passphrase_file) if lying.needs_passphrase else ""
        transfer = open_arrived(opened_store, lying, words)
        result = take_in_arrived(opened_store, lying, transfer, clock.now())
    if pdf is not None:
        put(pdf, transfer.pdf)
    note(f"From {transfer.source}. The sender's key reads {transfer.sender.fingerprint}.")
    return told(options, result)


@app.command("key")
def key_of(ctx: typer.Context, store: StorePath, out: Annotated[Path, typer.Option(metavar="FILE")]) -> int:
    """Write this school's key for others, who can then send records that open only here."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store:
        key = school_key(opened_store)
    write_school_key(key, out)
    say(options, {"file": str(out), "fingerprint": key.fingerprint})
    return 0
