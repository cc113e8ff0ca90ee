"""An hour of steady random change: what grows?"""
import os
import pathlib
import statistics
import time

import burst
from hosts import TEMP, await_equal
from tools import Duplex

EVERY, IDLE = 30, 120

CHANGES = """
import os, random, sys, time
seed, seconds = sys.argv[1], float(sys.argv[2])
chance, end, number = random.Random(seed), time.monotonic() + seconds, 0
mine = []
while time.monotonic() < end:
    number += 1
    act = chance.choice(["new", "new", "edit", "edit", "edit", "replace", "chmod", "rename", "delete", "dir"])
    try:
        if act == "new" or len(mine) < 50:
            path = f"{chance.choice(['', 'd1/', 'd2/', 'd2/e/'])}{seed}{number}"
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            with open(path, "wb") as out: out.write(os.urandom(chance.choice([100, 1000, 5000, 60000])))
            mine.append(path)
        elif act == "dir":
            os.makedirs(f"tmp-{seed}/x", exist_ok=True); open(f"tmp-{seed}/x/f", "w").write(str(number))
            os.rename(f"tmp-{seed}/x/f", f"{seed}last"); os.rmdir(f"tmp-{seed}/x"); os.rmdir(f"tmp-{seed}")
        else:
            at = chance.randrange(len(mine)); path = mine[at]
            if act == "edit":
                with open(path, "ab") as out: out.write(b"%d\\n" % number)
            elif act == "replace":
                with open(path + ".tmp", "wb") as out: out.write(os.urandom(3000))
                os.rename(path + ".tmp", path)
            elif act == "chmod": os.chmod(path, chance.choice([0o664, 0o640, 0o600]))
            elif act == "rename": os.rename(path, path + "r"); mine[at] = path + "r"
            elif act == "delete" or len(mine) > 500: os.unlink(path); mine.pop(at)
            if len(path) > 60: os.unlink(mine[at]); mine.pop(at)
    except FileNotFoundError: mine[:] = [p for p in mine if os.path.exists(p)]
    time.sleep(chance.uniform(0.1, 0.5))
"""


def status(pid, key):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(key):
            return int(line.split()[1])
    return 0


def engine_pid(process):
    """The JVM: the process itself, or the one that a script started."""
    at = process.pid
    while True:
        children = pathlib.Path(f"/proc/{at}/task/{at}/children").read_text().split()
        if pathlib.Path(f"/proc/{at}/comm").read_text().strip() == "java" or not children:
            return at
        at = int(children[0])


def ticks(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def sample(lab, pid):
    """What may not grow. Memory in KiB."""
    row = {"rss": status(pid, "VmRSS"), "fds": len(os.listdir(f"/proc/{pid}/fd")), "threads": status(pid, "Threads"),
           "sshd": 0, "helpers": 0, "helper_rss": 0, "temp": 0}
    for side in "ab":
        for at, name in lab.processes(side):
            try:
                row["sshd"] += name == "sshd"
                if name == "perl":
                    row["helpers"] += 1
                    row["helper_rss"] += status(at, "VmRSS")
            except OSError:
                pass
        row["temp"] += sum(name.startswith("s-") for _, _, names in os.walk(lab.path(side, TEMP[side])) for name in names)
    return row


def watched(lab, engine):
    pids = [engine]
    for side in "ab":
        pids += [pid for pid, name in lab.processes(side) if name in ("perl", "sshd")]
    return pids


def idle(lab, engine, seconds):
    """Percent of one core that the engine, its helpers and their sshds take while nothing happens."""
    pids = watched(lab, engine)
    before = {pid: ticks(pid) for pid in pids}
    time.sleep(seconds)
    spent = {pid: ticks(pid) - before[pid] for pid in pids if pathlib.Path(f"/proc/{pid}").exists()}
    hertz = os.sysconf("SC_CLK_TCK")
    return 100 * spent.get(engine, 0) / hertz / seconds, 100 * sum(spent.values()) / hertz / seconds


# how far the last quarter's middle may lie above the second quarter's
SLACK = {"rss": 24 * 1024, "fds": 4, "threads": 6, "sshd": 1, "helpers": 0, "helper_rss": 2048, "temp": 2}


def verdict(rows):
    quarter = max(1, len(rows) // 4)
    grown = []
    for key, slack in SLACK.items():
        early = statistics.median(row[key] for row in rows[quarter: 2 * quarter] or rows)
        late = statistics.median(row[key] for row in rows[-quarter:])
        if late > early + slack:
            grown.append(f"{key} {early:.0f} -> {late:.0f}")
    return grown


def run(lab, base, options):
    tool = Duplex(lab, base, burst.POLICY)
    tool.start()
    engine = engine_pid(tool.processes[0])
    seconds = options.minutes * 60
    writers = [lab.python(side, CHANGES, side, str(seconds)) for side in "ab"]
    end, rows = time.monotonic() + seconds, []
    print("minute " + " ".join(f"{key:>10}" for key in SLACK), flush=True)
    while time.monotonic() < end:
        time.sleep(min(EVERY, max(1, end - time.monotonic())))
        tool.alive()
        rows.append(sample(lab, engine))
        print(f"{options.minutes - (end - time.monotonic()) / 60:6.1f} "
              + " ".join(f"{rows[-1][key]:>10}" for key in SLACK), flush=True)
    for writer in writers:
        writer.wait()
    equal = await_equal(lab, lambda a: True, 60)
    time.sleep(5)
    of_engine, of_all = idle(lab, engine, min(IDLE, max(20, seconds / 10)))
    after = sample(lab, engine)
    tool.stop()
    grown = verdict(rows)
    print(f"equal at the end: {equal is not None}; temp files left: {after['temp']}")
    print(f"idle: engine {of_engine:.2f} % of a core, with helpers and sshd {of_all:.2f} %")
    print("grew: " + (", ".join(grown) or "nothing"))
    good = equal is not None and not grown and of_engine < 1 and after["temp"] == 0
    print("verdict: " + ("flat" if good else "NOT flat"))
    return good
