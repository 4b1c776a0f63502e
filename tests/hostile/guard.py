"""Runs Hauberk under an audit hook (PEP 578) that ends it at the first thing that a check must not do.

``python -m tests.hostile.guard PROCESS TARGET OUTPUT… -- ARGUMENTS``: ``PROCESS`` is the one program that may be
started, or ``-``; ``TARGET`` the folder that may be read, and nothing else but Python's and Hauberk's own files;
``OUTPUT`` are files that may be written, or folders below which anything may.
"""

import os
import sys
import sysconfig

import hauberk

PROCESSES = ("os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile", "os.system", "pty.spawn")
CONNECTIONS = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "poplib.", "imaplib.", "nntplib.", "telnetlib.")
CHANGES = (
    "os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate",
    "os.utime", "shutil.", "tempfile.mkdtemp",
)  # fmt: skip
CODE = ("ctypes.dlopen", "ctypes.dlsym", "pickle.find_class")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
FORBIDDEN = 86
"""The exit code."""


def within(path: str, folders: list[str]) -> bool:
    return any(path == folder or path.startswith(folder.rstrip("/") + "/") for folder in folders)


class Guard:
    """The hook. What Python and Hauberk were installed with may be read, the target too, and nothing else."""

    def __init__(self, process: str, target: str, outputs: list[str]) -> None:
        self.process = process
        self.target = os.path.realpath(target)
        self.outputs = outputs
        own = [os.path.dirname(hauberk.__file__), *sysconfig.get_paths().values(), sys.prefix, sys.base_prefix]
        own += [path for path in sys.path if path]
        self.readable = [os.path.realpath(path) for path in own] + [self.target, "/dev/null", "/dev/urandom"]

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            self.opened(*arguments)
        elif event == "subprocess.Popen":
            if arguments[0] != self.process:
                self.stop(event, arguments)
        elif event in ("import", "exec"):
            self.ran(event, arguments)
        elif event.startswith((*PROCESSES, *CONNECTIONS, *CODE)):
            if event not in ("os.fork", "os.posix_spawn") or self.process == "-":  # how subprocess starts it
                self.stop(event, arguments)
        elif event.startswith(CHANGES):
            folders = [f"/proc/self/fd/{a}" for a in arguments[1:] if isinstance(a, int) and 0 <= a < 1024] or ["."]
            paths = [os.path.join(folders[0], os.fsdecode(a)) for a in arguments if isinstance(a, (str, bytes)) and a]
            if not all(within(os.path.realpath(path), self.outputs) for path in paths):
                self.stop(event, arguments)

    def opened(self, path: object, mode: object, flags: object) -> None:
        if isinstance(path, int):
            return
        real = os.path.realpath(os.fsdecode(path))  # type: ignore[arg-type]
        assert isinstance(flags, int)
        if flags & WRITING and not within(real, ["/dev/null"]):
            if not within(real, self.outputs):
                self.stop("open for writing", (path, mode))
        elif not within(real, [*self.readable, *self.outputs]):
            self.stop("open for reading", (path, mode))

    def ran(self, event: str, arguments: tuple[object, ...]) -> None:
        """An extension's file is told when it is imported, a module's when its code is executed."""
        file = arguments[1] if event == "import" else getattr(arguments[0], "co_filename", None)
        if isinstance(file, str) and not file.startswith("<") and within(os.path.realpath(file), [self.target]):
            self.stop(event, arguments)

    def stop(self, event: str, arguments: tuple[object, ...]) -> None:
        os.write(2, f"forbidden: {event} {arguments!r}\n".encode("utf-8", "backslashreplace"))
        os._exit(FORBIDDEN)


def main() -> int:
    """Runs the command under guard."""
    at = sys.argv.index("--")
    process, target, *outputs = sys.argv[1:at]
    sys.dont_write_bytecode = True
    sys.addaudithook(Guard(process, target, [os.path.realpath(path) for path in outputs]))
    from hauberk.cli import main as command

    return command(sys.argv[at + 1 :])


if __name__ == "__main__":
    sys.exit(main())
