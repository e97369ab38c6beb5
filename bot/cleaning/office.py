"""python -m bot.cleaning.office PROGRAMS ENDING: LibreOffice draws a file from standard input as a PDF on standard output.

It runs in spaces of its own: no network, no processes but its own, a folder in memory and nothing else to write to.
Where the kernel grants no such spaces, nothing is drawn.
"""

import os
import resource
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from bot.cleaning import kernel, landlock, system_calls
from bot.cleaning.locks import LIBRARIES, NICENESS

PLACES = ("/usr/lib/libreoffice/program", "/usr/lib64/libreoffice/program", "/opt/libreoffice/program")
STARTER = "oosplash"
"""The program that starts LibreOffice, and once more after it has made its settings."""
SECONDS = 60
ROOM = Path("/tmp")  # noqa: S108 - a folder in memory is put in its place; LibreOffice makes its sockets there
ROOM_BYTES = 512 * 2**20
LIMITS = (
    (resource.RLIMIT_AS, 4 * 2**30),
    (resource.RLIMIT_CPU, SECONDS),
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_FSIZE, 128 * 2**20),
    (resource.RLIMIT_NOFILE, 512),
)
TO_READ = (
    "/usr/share",
    "/var/spool/libreoffice",
    "/etc/libreoffice",
    "/etc/fonts",
    "/usr/local/share/fonts",
    "/var/cache/fontconfig",
    "/dev/urandom",
)
DEVICES = ("/dev/null",)
SPACES = (
    kernel.CLONE_NEWUSER
    | kernel.CLONE_NEWNS
    | kernel.CLONE_NEWPID
    | kernel.CLONE_NEWNET
    | kernel.CLONE_NEWIPC
)
REC, BIND, PRIVATE = 0x4000, 0x1000, 0x40000
"""MS_REC, MS_BIND, and MS_PRIVATE: mounts of this space are seen in no other."""
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


def lock(programs: Path) -> None:
    """Shut this process and LibreOffice in; raises OSError where the machine does not grant it."""
    os.nice(NICENESS)
    for kind, most in LIMITS:
        resource.setrlimit(kind, (most, most))
    kernel.prctl(kernel.PR_SET_PDEATHSIG, kernel.SIGKILL)
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    _own_spaces()
    _own_root([*map(Path, (*LIBRARIES, *TO_READ, *DEVICES)), programs])
    kernel.drop_capabilities()
    system_calls.forbid_network()
    read = map(Path, (*LIBRARIES, *TO_READ))
    landlock.confine(read, [programs, *map(Path, LIBRARIES)], [ROOM, *map(Path, DEVICES)])


def _own_spaces() -> None:
    user, group = os.getuid(), os.getgid()
    kernel.call("unshare", SPACES)
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        Path(f"/proc/self/{name}").write_bytes(line.encode())


def _own_root(shown: list[Path]) -> None:
    """A root folder in memory, in which nothing of the machine is but what is shown."""
    kernel.call("mount", b"none", b"/", None, REC | PRIVATE, None)
    kernel.call("mount", b"tmpfs", os.fsencode(ROOM), b"tmpfs", 0, f"size={ROOM_BYTES},mode=700".encode())
    for path in sorted(filter(Path.exists, shown)):
        place = ROOM / path.relative_to("/")
        if place.exists():
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            place.mkdir()
        else:
            place.touch()
        kernel.call("mount", os.fsencode(path), os.fsencode(place), None, REC | BIND, None)
    # LibreOffice starts only where it sees this file; the true folder would show it other processes.
    (ROOM / "proc").mkdir()
    (ROOM / "proc" / "version").touch()
    (ROOM / ROOM.name).mkdir()
    os.chroot(ROOM)
    os.chdir("/")


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
        lock(programs)
        sys.stdout.buffer.write(_drawn(programs, ending, sys.stdin.buffer.read()))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
