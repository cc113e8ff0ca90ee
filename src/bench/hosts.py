"""The two test hosts of src/test/lab for benchmarks: bring them up, act on them, watch them."""
import ctypes
import os
import pathlib
import select
import struct
import subprocess
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
LAB = TOP / "src/test/lab/lab"
ROOT = {"a": "/home/webmgr/contents/images", "b": "/home/imgcms/images"}
TEMP = {"a": "/home/webmgr/tmpdir/imgcms", "b": "/home/imgcms/tmpdir"}
USER = {"a": "webmgr", "b": "imgcms"}
LINKS = ("op-a", "op-b", "a-b")
OTHER = {"a": "b", "b": "a"}

CREATE, DELETE, MOVED_FROM, MOVED_TO, ATTRIB, CLOSE_WRITE, MODIFY = 0x100, 0x200, 0x40, 0x80, 0x4, 0x8, 0x2


class Inotify:
    """Wakes on anything that happens directly in some directories."""

    libc = ctypes.CDLL(None, use_errno=True)

    def __init__(self):
        self.fd = self.libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        self.names = {}

    def add(self, directory, mask=CREATE | DELETE | MOVED_FROM | MOVED_TO | ATTRIB | CLOSE_WRITE | MODIFY):
        number = self.libc.inotify_add_watch(self.fd, os.fsencode(directory), mask)
        if number < 0:
            raise OSError(ctypes.get_errno(), f"inotify_add_watch {directory}")
        self.names[number] = directory
        return number

    def wait(self, seconds):
        """(directory, name) of what happened; empty when nothing did for so long."""
        if not select.select([self.fd], [], [], max(0, seconds))[0]:
            return []
        data, at, found = os.read(self.fd, 65536), 0, []
        while at < len(data):
            number, _, _, length = struct.unpack_from("iIII", data, at)
            name = data[at + 16: at + 16 + length].rstrip(b"\0")
            found.append((self.names.get(number), os.fsdecode(name)))
            at += 16 + length
        return found

    def close(self):
        os.close(self.fd)


class Lab:
    """Two hosts that live as long as this object, or this process."""

    def __init__(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="duplex-lab-"))
        self.warden = subprocess.Popen([LAB, "hold", self.dir], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       text=True)
        line = self.warden.stdout.readline().split()
        if not line:
            raise SystemExit("the two hosts did not come up (said above)")
        self.number, self.pid = line[1], {"a": line[2], "b": line[3]}
        self.uid = {side: int(self.run(side, USER[side], "id", "-u")) for side in "ab"}
        self.gid = {side: int(self.run(side, USER[side], "id", "-g")) for side in "ab"}

    def address(self, side):
        return f"10.77.{self.number}.{1 if side == 'a' else 2}"

    def path(self, side, absolute):
        return f"/proc/{self.pid[side]}/root{absolute}"

    def call(self, *arguments):
        subprocess.run([LAB, arguments[0], self.dir, *map(str, arguments[1:])], check=True)

    def start(self, side, user, *command, **options):
        return subprocess.Popen([LAB, "exec", self.dir, side, user, *map(str, command)], **options)

    def run(self, side, user, *command, **options):
        return subprocess.run([LAB, "exec", self.dir, side, user, *map(str, command)], check=True,
                              stdout=subprocess.PIPE, text=True, **options).stdout

    def sh(self, side, text, user=None):
        return self.run(side, user or USER[side], "bash", "-euc", f"umask 002; cd {ROOT[side]}\n{text}")

    def python(self, side, text, *arguments):
        """Starts a program as the side's user in its root; to be waited for."""
        process = self.start(side, USER[side], "sh", "-c", f'umask 002; cd {ROOT[side]}; exec /usr/bin/python3 - "$@"',
                             "python", *arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        process.stdin.write(text)
        process.stdin.close()
        return process

    def delay(self, milliseconds):
        for link in LINKS:
            self.call("delay", link, milliseconds)

    def processes(self, side):
        """(pid, command name) of all processes of a host, as this machine numbers them."""
        space = os.readlink(f"/proc/{self.pid[side]}/ns/pid")
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                if os.readlink(f"/proc/{pid}/ns/pid") == space:
                    found.append((int(pid), pathlib.Path(f"/proc/{pid}/comm").read_text().strip()))
            except OSError:
                pass
        return found

    def close(self):
        self.warden.stdin.close()
        self.warden.wait()


class Acting:
    """Acts on a side's root as its user, from this process: no process to start, one clock."""

    def __init__(self, lab, side):
        self.lab, self.side = lab, side
        self.fd = os.open(lab.path(side, ROOT[side]), os.O_RDONLY | os.O_DIRECTORY)
        os.umask(0o002)

    def __enter__(self):
        os.setegid(self.lab.gid[self.side])
        os.seteuid(self.lab.uid[self.side])
        return self

    def __exit__(self, *_):
        os.seteuid(0)
        os.setegid(0)

    def create(self, name, content):
        self.write(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, content)

    def append(self, name, content):
        self.write(name, os.O_WRONLY | os.O_APPEND, content)

    def write(self, name, flags, content):
        fd = os.open(name, flags, 0o666, dir_fd=self.fd)
        os.write(fd, content)
        os.close(fd)

    def chmod(self, name, mode):
        os.chmod(name, mode, dir_fd=self.fd)

    def rename(self, old, new):
        os.rename(old, new, src_dir_fd=self.fd, dst_dir_fd=self.fd)

    def delete(self, name):
        os.unlink(name, dir_fd=self.fd)

    def read(self, name):
        """Content and mode; None: not there."""
        try:
            fd = os.open(name, os.O_RDONLY, dir_fd=self.fd)
        except FileNotFoundError:
            return None
        try:
            return os.read(fd, 1 << 20), os.fstat(fd).st_mode & 0o7777
        finally:
            os.close(fd)

    def close(self):
        os.close(self.fd)


def tree(lab, side):
    """Path to (kind, size or target, mode) of all below the root; what vanishes meanwhile is left out."""
    top, found = lab.path(side, ROOT[side]), {}
    todo = [""]
    while todo:
        at = todo.pop()
        try:
            entries = list(os.scandir(f"{top}/{at}"))
        except FileNotFoundError:
            continue
        for entry in entries:
            name = f"{at}/{entry.name}" if at else entry.name
            try:
                status = entry.stat(follow_symlinks=False)
                mode = status.st_mode & 0o7777
                if entry.is_dir(follow_symlinks=False):
                    todo.append(name)
                    found[name] = ("d", 0, mode)
                elif entry.is_symlink():
                    found[name] = ("l", os.readlink(entry.path), 0)
                else:
                    found[name] = ("f", status.st_size, mode)
            except FileNotFoundError:
                pass
    return found


def names(lab, side):
    """Paths of all that is no directory. Looks at no entry, so that it takes little from the tool that it looks on."""
    top, found, todo = lab.path(side, ROOT[side]), set(), [""]
    while todo:
        at = todo.pop()
        try:
            with os.scandir(f"{top}/{at}") as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        todo.append(f"{at}{entry.name}/")
                    else:
                        found.add(f"{at}{entry.name}")
        except FileNotFoundError:
            pass
    return found


def contents(lab, side):
    """SHA-256 of each file below the root."""
    text = lab.sh(side, "find . -type f -print0 | xargs -0r sha256sum -z | tr '\\0' '\\n'")
    return {line[66:].removeprefix("./"): line[:64] for line in text.splitlines()}


def differences(lab):
    """Paths on which the two sides are not the same, by kind, size, mode and content."""
    a, b = tree(lab, "a"), tree(lab, "b")
    apart = {path for path in a.keys() | b.keys() if a.get(path) != b.get(path)}
    if not apart:
        one, two = contents(lab, "a"), contents(lab, "b")
        apart = {path for path in one.keys() | two.keys() if one.get(path) != two.get(path)}
    return sorted(apart)


def await_equal(lab, right, limit, every=0.1, first=lambda: True):
    """When both sides were equal and RIGHT(tree of a) said so; None: not within LIMIT seconds. FIRST() is asked before, as it costs less."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        looked = time.monotonic()
        a = tree(lab, "a") if first() else None
        if a is not None and right(a) and a == tree(lab, "b") and not differences(lab):
            return looked
        time.sleep(every)
    return None
