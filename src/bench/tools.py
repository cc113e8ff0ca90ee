"""Duplex and its peers on the two test hosts: each keeps the same two trees equal until it is stopped."""
import json
import os
import pathlib
import shlex
import shutil
import signal
import subprocess
import time

from hosts import LINKS, OTHER, ROOT, TEMP, TOP, USER, Acting  # noqa: F401

HERE = pathlib.Path(__file__).resolve().parent
PEER_KEY = "/home/{user}/.ssh/tgt-{side}-sync-rsa2048.key"


def end(process, hard=False):
    if process and process.poll() is None:
        process.send_signal(signal.SIGKILL if hard else signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Tool:
    """start() returns when a change on either side has come to the other."""

    name = "?"

    def __init__(self, lab, base):
        self.lab, self.base = lab, base / self.name
        shutil.rmtree(self.base, ignore_errors=True)
        self.base.mkdir()
        self.processes = []

    def start(self, limit=120):
        end = time.monotonic() + limit
        self.launch()
        made = [self.probe(side, end) for side in "ab"]
        time.sleep(2)  # an lsyncd pair still sends them back
        for side, names in zip("ab", made):
            here = Acting(self.lab, side)
            with here:
                for name in names:
                    here.delete(name)
            here.close()
        while any(name.startswith("probe-") for side in "ab" for name in os.listdir(self.lab.path(side, ROOT[side]))):
            self.in_time(end, "a delete of both sides does not arrive")
        time.sleep(1)

    def probe(self, side, end):
        """Makes a file a second until one has come to the other side; the names of all of them."""
        here, there = Acting(self.lab, side), Acting(self.lab, OTHER[side])
        names, last = [], 0
        while not any(there.read(name) for name in names):
            self.in_time(end, f"a change on {side} does not arrive")
            if time.monotonic() > last + 1:
                last = time.monotonic()
                names.append(f"probe-{side}{len(names)}")
                with here:
                    here.create(names[-1], b"probe\n")
        here.close()
        there.close()
        return names

    def in_time(self, end, what):
        self.alive()
        if time.monotonic() > end:
            raise SystemExit(f"{self.name}: {what}\n{self.said()}")
        time.sleep(0.02)

    def alive(self):
        for process in self.processes:
            if process.poll() is not None:
                raise SystemExit(f"{self.name} ended with {process.returncode}\n{self.said()}")

    def said(self):
        return "".join(path.read_text(errors="replace")[-3000:] for path in sorted(self.base.glob("*.log")))

    def log(self, name):
        return open(self.base / f"{name}.log", "ab")

    def stop(self):
        for process in self.processes:
            end(process)
        self.processes = []


class Duplex(Tool):
    name = "duplex"
    command = [str(TOP / "duplex")]

    def __init__(self, lab, base, policy=None, settings=None):
        super().__init__(lab, base)
        hosts, sides = {}, {}
        for side in "ab":
            hosts[f"tgt-{side}"] = {"address": lab.address(side), "identityFile": f"{lab.dir}/keys/operator.key",
                                    "knownHosts": f"{lab.dir}/keys/known_hosts"}
            sides[side] = {"host": f"tgt-{side}", "user": USER[side], "root": ROOT[side], "tempDir": TEMP[side]}
        pair = {"name": "images", **sides}
        if policy:
            pair["policy"] = policy
        job = {"name": "bench", "hosts": hosts, "pairs": [pair]}
        if settings:
            job["settings"] = settings
        self.job = self.base / "bench.duplex.json"
        self.job.write_text(json.dumps(job))

    def words(self, command, *options):
        return [*self.command, command, str(self.job), "--state", str(self.base / "state"), *options]

    def launch(self):
        log = self.log("engine")
        self.processes = [subprocess.Popen(self.words("run"), stdout=log, stderr=log, stdin=subprocess.DEVNULL)]


class Lsyncd(Tool):
    """Steps 2 and 3 of the two-way set-up, for one of its pairs. lsyncd 2.2.3 wants delay in the sync block."""

    name = "lsyncd"

    def launch(self):
        for side in "ab":
            other = OTHER[side]
            user = "webmgr"
            self.lab.run(side, "root", "mkdir", "-p", "/var/log/lsyncd")
            pathlib.Path(self.lab.path(side, "/tmp/lsyncd.conf")).write_text(f"""
settings {{ logfile = "/var/log/lsyncd/lsyncd.log", statusFile = "/var/log/lsyncd/lsyncd.status", statusInterval = 30,
  insist = true, inotifyMode = "Modify", maxProcesses = 8 }}
sync {{ default.rsync, source = "{ROOT[side]}/", target = "{USER[other]}@tgt-{other}.host.local:{ROOT[other]}",
  delete = "running", delay = 0,
  rsync = {{ temp_dir = "{TEMP[other]}", update = true, archive = true, compress = true,
    rsh = "/usr/bin/ssh -i {PEER_KEY.format(user=user, side=side)}" }} }}
""")
            log = self.log(side)
            self.processes.append(self.lab.start(side, "root", "lsyncd", "-nodaemon", "/tmp/lsyncd.conf",
                                                 stdout=log, stderr=log, stdin=subprocess.DEVNULL))


class Unison(Tool):
    """`unison -repeat watch` on tgt-a. Debian has no unison-fsmonitor; the one here speaks its protocol."""

    name = "unison"

    def launch(self):
        for side in "ab":
            there = pathlib.Path(self.lab.path(side, "/tmp/unison-bin"))
            there.mkdir(exist_ok=True)
            for name in ("hosts.py", "unison-fsmonitor"):
                shutil.copy(HERE / name, there)
                os.chmod(there / name, 0o755)
        ssh = f"-i {PEER_KEY.format(user='webmgr', side='a')} -o BatchMode=yes"
        log = self.log("a")
        self.processes = [self.lab.start(
            "a", "webmgr", "env", "PATH=/tmp/unison-bin:/usr/bin:/bin", "unison", ROOT["a"],
            f"ssh://imgcms@tgt-b.host.local/{ROOT['b']}", "-repeat", "watch", "-auto", "-batch", "-prefer", "newer",
            "-times", "-perms", "-1", "-sshargs", ssh, "-servercmd",
            "env PATH=/tmp/unison-bin:/usr/bin:/bin /usr/bin/unison",
            stdout=log, stderr=log, stdin=subprocess.DEVNULL)]


class Syncthing(Tool):
    """One folder between two daemons, with its own file watcher at its shortest delay; no discovery, no relays."""

    name = "syncthing"
    PORT = 22000

    def launch(self):
        ids = {}
        for side in "ab":
            home = f"/home/{USER[side]}/.syncthing"
            self.lab.run(side, USER[side], "syncthing", "generate", f"--home={home}", "--skip-port-probing",
                         stderr=subprocess.DEVNULL)
            ids[side] = self.lab.run(side, USER[side], "syncthing", f"--home={home}", "--device-id").strip()
        for side in "ab":
            home = f"/home/{USER[side]}/.syncthing"
            devices = "".join(f'<device id="{ids[at]}" name="tgt-{at}" compression="metadata">'
                              f"<address>tcp://{self.lab.address(at)}:{self.PORT}</address></device>" for at in "ab")
            shares = "".join(f'<device id="{ids[at]}"></device>' for at in "ab")
            pathlib.Path(self.lab.path(side, f"{home}/config.xml")).write_text(
                f'<configuration version="35"><folder id="bench" path="{ROOT[side]}" type="sendreceive" '
                f'rescanIntervalS="3600" fsWatcherEnabled="true" fsWatcherDelayS="1" ignorePerms="false">{shares}</folder>'
                f'{devices}<gui enabled="false"></gui><options><listenAddress>tcp://{self.lab.address(side)}:{self.PORT}'
                "</listenAddress><globalAnnounceEnabled>false</globalAnnounceEnabled><localAnnounceEnabled>false"
                "</localAnnounceEnabled><relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled>"
                "<urAccepted>-1</urAccepted><startBrowser>false</startBrowser><reconnectionIntervalS>2"
                "</reconnectionIntervalS></options></configuration>")
            log = self.log(side)
            self.processes.append(self.lab.start(
                side, USER[side], "env", "STNOUPGRADE=1", "syncthing", "serve", f"--home={home}", "--no-browser",
                "--no-restart", stdout=log, stderr=log, stdin=subprocess.DEVNULL))


TOOLS = {tool.name: tool for tool in (Duplex, Lsyncd, Unison, Syncthing)}


def command_of(text):
    Duplex.command = shlex.split(text)
