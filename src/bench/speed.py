#!/usr/bin/env python3
"""Duplex beside find | sort, rsync and unison on the same work, over OpenSSH on loopback.

usage: speed.py compare [--files 1000000] [--rounds 3] [--heap 256m] [--dir DIR | --keep DIR]
       speed.py sync    [--files 100000]  [--rounds 5] [--dir DIR | --keep DIR]

compare: two remembered trees, 1 % edited on each side; `duplex compare` beside `find -printf | sort -z` of both sides at
         once over ssh.
sync:    1 % edited on each side per round; `duplex sync --approve safe` beside `rsync -uaz` push then pull and warm
         unison, each on trees of its own.
Needs Debian's openssh-server, rsync, unison and a built Duplex (./duplex --version). Everything lies in a temporary
directory (--dir to say where) and goes afterwards. With --keep it lies in DIR and stays: trees, keys and states that are
there already are used again, which saves the minutes of making them (a DIR for each of compare and sync). Prints seconds: minimum, median, maximum, ratios of medians, and the
median processor time of all processes, the servers' too: it says more where others use the machine.
"""
import argparse
import collections
import ctypes
import json
import os
import pathlib
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
FIND = ("cd {root} && find . -mindepth 1 -xdev -printf '%y %m %s %T@ %C@ %i %n %D %U %G %P\\0'"
        " | LC_ALL=C sort -z -t' ' -k11 | wc -c")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


Took = collections.namedtuple("Took", "seconds peak cpu")


class Server:
    """An sshd with OpenSSH's defaults on a free loopback port."""

    running = []
    orphans = 0.0  # processor seconds

    def __init__(self, base, name):
        self.name, self.home = name, base / name
        self.home.mkdir(exist_ok=True)
        os.chmod(base, 0o755)
        host_key, port = self.home / "host_key", self.home / "port"
        if not port.exists():
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", host_key)
            port.write_text(str(free_port()))
        self.port = int(port.read_text())
        authorized = base / "operator.pub"
        config = self.home / "sshd_config"
        config.write_text(f"""Port {self.port}
ListenAddress 127.0.0.1
HostKey {host_key}
PidFile none
UsePAM no
StrictModes no
AuthorizedKeysFile {authorized}
Subsystem sftp internal-sftp
SetEnv HOME={self.home}
""")
        pathlib.Path("/run/sshd").mkdir(exist_ok=True)
        self.process = subprocess.Popen(["/usr/sbin/sshd", "-f", config, "-D", "-e"], stderr=subprocess.DEVNULL)
        Server.running.append(self)
        public = (self.home / "host_key.pub").read_text().split()
        self.known = f"[127.0.0.1]:{self.port} {public[0]} {public[1]}\n"
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                break
            except OSError:
                time.sleep(0.05)

    def stop(self):
        Server.running.remove(self)
        self.process.terminate()
        self.process.wait()


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, **options)


def timed(command, allowed=(0,), **options):
    """Wall seconds, peak memory (KiB) of the largest process, and processor seconds of all, the servers' too."""
    started, before = time.monotonic(), served()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, **options)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    took = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        sys.exit(f"{command} ended with {process.returncode}: {said.decode(errors='replace')}")
    await_sessions()
    return Took(took, usage.ru_maxrss, usage.ru_utime + usage.ru_stime + served() - before)


def children(pid):
    return [int(child) for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def await_sessions():
    """Until what served us has ended, 10 s at most; what a session left behind is ours (see adopt_orphans)."""
    listeners = [server.process.pid for server in Server.running]
    for _ in range(200):
        for orphan in children(os.getpid()):
            if orphan not in listeners and os.waitid(os.P_PID, orphan, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                usage = os.wait4(orphan, 0)[2]
                Server.orphans += usage.ru_utime + usage.ru_stime
        if not any(children(pid) for pid in listeners) and set(children(os.getpid())) <= set(listeners):
            return
        time.sleep(0.05)


def adopt_orphans():
    """A helper may outlive its session by a moment: its time counts too. PR_SET_CHILD_SUBREAPER, see prctl(2)."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)


def served():
    """Processor seconds that the servers and their sessions have taken."""
    ticks = 0
    for server in Server.running:
        text = pathlib.Path(f"/proc/{server.process.pid}/stat").read_text()
        ticks += sum(int(field) for field in text.rpartition(")")[2].split()[11:15])
    return ticks / os.sysconf("SC_CLK_TCK") + Server.orphans


def make_tree(root, files):
    """FILES files of 100 to 3,000 bytes, 100 in a directory, two days old."""
    old = time.time() - 2 * 86400
    text = (b"The quick brown fox jumps over the lazy dog. " * 70)
    for number in range(files):
        directory = root / f"d{number // 10000:03}" / f"e{number // 100 % 100:02}"
        if number % 100 == 0:
            directory.mkdir(parents=True, exist_ok=True)
        path = f"{directory}/file-{number:07}.html"
        with open(path, "wb") as out:
            out.write(b"%07d " % number + text[: 100 + number * 7919 % 2900])
        os.utime(path, (old, old))


def edit(root, files, every, offset, round_number):
    """Rewrites each EVERYth file from OFFSET on, in place."""
    count = 0
    for number in range(offset, files, every):
        path = root / f"d{number // 10000:03}" / f"e{number // 100 % 100:02}" / f"file-{number:07}.html"
        with open(path, "ab") as out:
            out.write(b"edited in round %d\n" % round_number)
        count += 1
    return count


class Bench:
    def __init__(self, base, files):
        self.base, self.files = base, files
        self.ready = base / "ready"
        if not (base / "operator").exists():
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", base / "operator")
        self.servers = [Server(base, "tgt-a"), Server(base, "tgt-b")]
        self.path = base / "bench.duplex.json"
        self.known = base / "known_hosts"
        self.known.write_text("".join(server.known for server in self.servers))
        self.ssh = (f"ssh -F none -i {base}/operator -o UserKnownHostsFile={self.known}"
                    " -o BatchMode=yes -o LogLevel=ERROR")
        self.seed = base / "seed"
        if self.is_ready():
            return
        if self.ready.exists():
            sys.exit(f"{base} holds other trees, of {self.ready.read_text()} files a side")
        if self.seed.exists() or self.path.exists():
            sys.exit(f"{base} is only half prepared: remove it")
        print(f"making {files:,} files a side ...", file=sys.stderr)
        make_tree(self.seed, files)

    def is_ready(self):
        """Whether an earlier run has prepared everything here."""
        return self.ready.exists() and self.ready.read_text() == str(self.files)

    def pair(self, name):
        roots = []
        for server in self.servers:
            root = server.home / name
            if not self.is_ready():
                run("cp", "-a", self.seed, root)
            roots.append(root)
        return roots

    def round(self):
        """The number of the next round, over all runs that kept these trees."""
        path = self.base / "rounds"
        number = int(path.read_text()) + 1 if path.exists() else 0
        path.write_text(str(number))
        return number

    def job(self, roots):
        hosts, sides = {}, []
        for server, root in zip(self.servers, roots):
            hosts[server.name] = {"address": "127.0.0.1", "port": server.port,
                                  "identityFile": str(self.base / "operator"), "knownHosts": str(self.known)}
            sides.append({"host": server.name, "user": os.environ.get("USER", "root"), "root": str(root),
                          "tempDir": str(server.home)})
        self.path.write_text(json.dumps({"name": "bench", "hosts": hosts,
                                         "pairs": [{"name": "www", "a": sides[0], "b": sides[1]}]}))

    def prove(self):
        """Reads everything that was taken for equal: edits of the rest would be conflicts."""
        took = self.duplex("sync", "--approve", "none", "--read-all")
        told = subprocess.run([TOP / "duplex", "status", self.path, "--state", self.base / "state", "--json"],
                              stdout=subprocess.PIPE, check=False).stdout
        if any(pair["assumed"] for pair in json.loads(told)["pairs"]):
            sys.exit(f"not all was read: {told.decode()}")
        return took

    def duplex(self, command, *options, heap=None, allowed=(0, 1)):
        environment = dict(os.environ)
        if heap:
            environment["DUPLEX_JAVA_OPTS"] = f"-Xmx{heap}"
        return timed([TOP / "duplex", command, self.path, "--state", self.base / "state", *options], allowed,
                     env=environment)

    def close(self):
        for server in self.servers:
            server.stop()


def line(name, runs, note=""):
    seconds = [run.seconds for run in runs]
    cpu = statistics.median(run.cpu for run in runs)
    print(f"{name:<44} {min(seconds):7.2f} {median(runs):7.2f} {max(seconds):7.2f} {cpu:7.2f}  {note}", flush=True)


def median(runs):
    return statistics.median(run.seconds for run in runs)


def compare(bench, rounds, heap):
    roots = bench.pair("duplex")
    if not bench.is_ready():
        shutil.rmtree(bench.seed)
        bench.job(roots)
        first = bench.duplex("sync", "--approve", "none", heap=heap)
        line("duplex first sync (remembers what is equal)", [first], f"peak {first.peak // 1024} MiB")
        line("all files read once (sync --read-all)", [bench.prove()])
        for side, root in enumerate(roots):
            edit(root, bench.files, 100, side * 50, 1)
        bench.ready.write_text(str(bench.files))
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(bench.duplex("compare", "--json", heap=heap))
        command = " & ".join(f"{bench.ssh} -p {server.port} 127.0.0.1 \"{FIND.format(root=root)}\""
                             for server, root in zip(bench.servers, roots))
        theirs.append(timed(["bash", "-c", f"{command} & wait"]))
    line("duplex compare", ours, f"peak {max(run.peak for run in ours) // 1024} MiB, heap limit {heap}")
    line("find | sort of both sides at once", theirs)
    print(f"ratio of medians {median(ours) / median(theirs):.2f}")


def sync(bench, rounds, heap):
    ours, rsync, unison = bench.pair("duplex"), bench.pair("rsync"), bench.pair("unison")
    port = bench.servers[1].port
    push = ["rsync", "-uaz", "-e", f"{bench.ssh} -p {port}", f"{rsync[0]}/", f"127.0.0.1:{rsync[1]}/"]
    pull = ["rsync", "-uaz", "-e", f"{bench.ssh} -p {port}", f"127.0.0.1:{rsync[1]}/", f"{rsync[0]}/"]
    peer = ["unison", unison[0], f"ssh://127.0.0.1:{port}/{unison[1]}", "-batch", "-silent", "-sshargs",
            bench.ssh.removeprefix("ssh ")]
    environment = dict(os.environ, UNISON=str(bench.base / "unison"))
    if not bench.is_ready():
        bench.job(ours)
        bench.duplex("sync", "--approve", "none")
        bench.prove()
        timed(peer, env=environment)
        bench.ready.write_text(str(bench.files))
    results = {"duplex sync": [], "rsync -uaz push, then pull": [], "unison, warm": []}
    for _ in range(rounds):
        number = bench.round()
        for roots in (ours, rsync, unison):
            for side, root in enumerate(roots):
                edit(root, bench.files, 100, side * 50 + number % 50, number)
        results["duplex sync"].append(
            bench.duplex("sync", "--approve", "safe", "--yes", "--json", allowed=(0,)))
        there, back = timed(push), timed(pull)
        results["rsync -uaz push, then pull"].append(
            Took(there.seconds + back.seconds, max(there.peak, back.peak), there.cpu + back.cpu))
        results["unison, warm"].append(timed(peer, env=environment))
        for a, b in (ours, rsync, unison):
            run("diff", "-rq", a, b)
    for name, runs in results.items():
        line(name, runs)
    for name in list(results)[1:]:
        print(f"ratio of medians, duplex to {name}: {median(results['duplex sync']) / median(results[name]):.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["compare", "sync"])
    parser.add_argument("--files", type=int)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--heap", default="256m")
    parser.add_argument("--dir", help="where to make the trees")
    parser.add_argument("--keep", type=pathlib.Path, metavar="DIR", help="make them there once and keep them")
    options = parser.parse_args()
    adopt_orphans()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if options.keep:
        base = options.keep.resolve()
        base.mkdir(parents=True, exist_ok=True)
    else:
        base = pathlib.Path(tempfile.mkdtemp(prefix="duplex-bench-", dir=options.dir))
    files = options.files or (1_000_000 if options.what == "compare" else 100_000)
    bench = None
    try:
        bench = Bench(base, files)
        print(f"{'seconds':<44} {'min':>7} {'median':>7} {'max':>7} {'cpu':>7}")
        if options.what == "compare":
            compare(bench, options.rounds or 3, options.heap)
        else:
            sync(bench, options.rounds or 5, options.heap)
    finally:
        if bench:
            bench.close()
        if not options.keep:
            shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    main()
