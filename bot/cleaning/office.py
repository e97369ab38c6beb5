"""python -m bot.cleaning.office PROGRAMS ENDING: LibreOffice draws a file from standard input as a PDF on standard output.

It is shut in (`enclosure`); where the kernel does not grant that, nothing is drawn.
"""

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from bot.cleaning.enclosure import ROOM, enclose

PLACES = ("/usr/lib/libreoffice/program", "/usr/lib64/libreoffice/program", "/opt/libreoffice/program")
STARTER = "oosplash"
"""The program that starts LibreOffice, and once more after it has made its settings."""
TO_READ = (
    "/usr/share",
    "/var/spool/libreoffice",
    "/etc/libreoffice",
    "/etc/fonts",
    "/usr/local/share/fonts",
    "/var/cache/fontconfig",
    "/dev/urandom",
)
NO_MACROS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
</oor:items>"""


def find_office() -> Path | None:
    """The folder of LibreOffice's programs on this machine, or None."""
    named = shutil.which("soffice")
    places = [Path(named).resolve().parent] if named else []
    return next((place for place in (*places, *map(Path, PLACES)) if (place / STARTER).is_file()), None)


def _drawn(programs: Path, ending: str, data: bytes) -> bytes:
    settings = ROOM / "profile" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(NO_MACROS, encoding="utf-8")
    source = ROOM / f"file.{ending}"
    source.write_bytes(data)
    words = (
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "pdf",
        "--outdir",
        str(ROOM),
        str(source),
    )
    subprocess.run(  # noqa: S603 - every word is ours
        [str(programs / STARTER), f"-env:UserInstallation=file://{ROOM}/profile", *words],
        cwd=ROOM,
        env={"HOME": str(ROOM), "TMPDIR": str(ROOM), "LANG": "C.UTF-8", "LD_LIBRARY_PATH": str(programs)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return (ROOM / "file.pdf").read_bytes()


def main() -> None:
    """Draw the file; an empty answer where it cannot be drawn."""
    programs, ending = Path(sys.argv[1]), sys.argv[2]
    with suppress(OSError):
        enclose(programs, TO_READ)
        sys.stdout.buffer.write(_drawn(programs, ending, sys.stdin.buffer.read()))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
