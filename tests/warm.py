"""Run commands in forks of one process that has loaded them: a start takes a fiftieth of what it takes otherwise.

    python tests/warm.py serve SOCKET              load, then run what is asked for, each in a process of its own
    python -I -S tests/warm.py SOCKET WORD...      have `dateline WORD...` run with these standard streams

The second is what a test starts in the place of `python -m dateline`: it has its standard streams, its folder and its
exit code. Where it matters how Python itself starts, or which signals arrive, tests start the real one.
"""

from __future__ import annotations

import os
import socket
import sys


def ask(address: str, words: list[str]) -> int:
    """Have a command run, and return its exit code; 137 where it was killed."""
    with socket.socket(socket.AF_UNIX) as asked:
        asked.connect(address)
        socket.send_fds(asked, ["\0".join([os.getcwd(), *words]).encode()], [0, 1, 2])  # noqa: PTH109  # pathlib is slow
        # What this process held open of the client is the command's alone, so that it sees where the client ends.
        for stream in (0, 1):
            os.close(stream)
        code = asked.recv(1)
    return code[0] if code else 137


def serve(address: str) -> None:
    """Run what is asked for until standard input ends."""
    import select  # noqa: PLC0415  # the other side has no need of them
    import signal  # noqa: PLC0415

    import dateline.lsp.server  # noqa: F401, PLC0415
    from dateline.cli import main  # noqa: PLC0415

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever ended is forgotten
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen(8)
        os.write(1, b"ready\n")
        while 0 not in select.select([door, 0], [], [])[0]:
            asked, _ = door.accept()
            if os.fork():
                asked.close()
                continue
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            door.close()
            said, streams, _, _ = socket.recv_fds(asked, 1 << 16, 3)
            for at, stream in enumerate(streams):
                os.dup2(stream, at)
                os.close(stream)
            folder, *words = said.decode().split("\0")
            os.chdir(folder)
            code = 1
            try:
                main(words, prog_name="dateline")
            except SystemExit as left:
                code = left.code if isinstance(left.code, int) else int(left.code is not None)
            finally:
                for stream in (sys.stdout, sys.stderr):
                    if not stream.closed:  # the language server closes them
                        stream.flush()
                asked.send(bytes([code]))
                os._exit(code)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2])
    else:
        sys.exit(ask(sys.argv[1], sys.argv[2:]))
