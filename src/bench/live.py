#!/usr/bin/env python3
"""Duplex while it runs, beside an lsyncd pair, unison and syncthing, on two real hosts (src/test/lab; needs root).

usage: live.py latency [--n 30] [--delay MS] [--tools duplex,lsyncd,unison,syncthing]
       live.py burst   [--tools ...]
       live.py work    [--only checkout,untar,rsync,move,log] [--tools duplex]
       live.py soak    [--minutes 60]

latency: one small create, edit, chmod, rename and delete at a time, on either side; milliseconds from before the act
         until the other side shows it, with default settings. --delay: as much is added to each packet on each link.
burst:   5,000 files of 1 to 8 KiB in 50 directories on A while 2,500 are made on B; then 1,000 deletes on B. Seconds
         from the last act until both sides are equal, and whether they are right.
work:    what people do to trees, in full size: `git checkout` between revisions of a big repository, `tar x` of 50,000
         files, rsync into a root, a deep tree moved, a log that is written and rotated all the time.
soak:    steady random change; memory, descriptors, sessions, helpers, temp files; then the processor time when idle.

One tool runs at a time, on the trees of its own. The clock is one: both hosts are this machine.
--duplex COMMAND takes another Duplex than this one. Ends with 1 if Duplex was wrong or did not keep to its aims.
"""
import argparse
import pathlib
import random
import shutil
import signal
import statistics
import sys
import tempfile
import time

import burst
import soak
import work
from hosts import OTHER, ROOT, Acting, Inotify, Lab
from tools import TOOLS, Duplex, command_of

KINDS = ("create", "edit", "chmod", "rename", "delete")
AIM_P50, AIM_P90, AIM_BURST = 40, 80, 4


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Latency:
    """Milliseconds of each kind; an act that is not seen within LIMIT seconds counts as infinite."""

    LIMIT = 15

    def __init__(self, lab, n):
        self.lab, self.n, self.times = lab, n, {kind: [] for kind in KINDS}
        self.acting = {side: Acting(lab, side) for side in "ab"}

    def run(self):
        order = [(side, number) for number in range(self.n) for side in "ab"]
        for side, number in order:
            self.one_file(side, f"{side}{number:03}.txt")
        for acting in self.acting.values():
            acting.close()
        return self.times

    def one_file(self, side, name):
        text, other = b"The quick brown fox jumps over the lazy dog.\n" * 20, name.replace(".txt", ".new")
        grown = text + b"edited\n"
        steps = [
            ("create", lambda at: at.create(name, text), lambda at: at.read(name) is not None and at.read(name)[0] == text),
            ("edit", lambda at: at.append(name, b"edited\n"), lambda at: (at.read(name) or (b"",))[0] == grown),
            ("chmod", lambda at: at.chmod(name, 0o640), lambda at: (at.read(name) or (b"", 0))[1] == 0o640),
            ("rename", lambda at: at.rename(name, other), lambda at: at.read(other) is not None and at.read(name) is None),
            ("delete", lambda at: at.delete(other), lambda at: at.read(other) is None),
        ]
        for kind, act, seen in steps:
            time.sleep(random.uniform(0.6, 1.0))
            self.times[kind].append(self.measure(side, act, seen))

    def measure(self, side, act, seen):
        target, watch = self.acting[OTHER[side]], Inotify()
        watch.add(self.lab.path(OTHER[side], ROOT[OTHER[side]]))
        here = self.acting[side]
        with here:
            started = time.monotonic()
            act(here)
        while not seen(target):
            left = started + self.LIMIT - time.monotonic()
            if left <= 0:
                watch.close()
                return float("inf")
            watch.wait(min(left, 0.05))
        took = time.monotonic() - started
        watch.close()
        return took * 1000


def latency(lab, base, options):
    if options.delay:
        lab.delay(options.delay)
        print(f"{options.delay} ms added to each packet on each link, each way")
    print(f"{'ms, p50 / p90':<10} " + " ".join(f"{kind:>15}" for kind in (*KINDS, "all")), flush=True)
    middle, ours = {}, None
    for name in options.tools:
        lab.call("wipe")
        tool = TOOLS[name](lab, base)
        tool.start()
        times = Latency(lab, options.n).run()
        tool.stop()
        every = [value for values in times.values() for value in values]
        shown = [times[kind] for kind in KINDS] + [every]
        middle[name] = statistics.median(every)
        print(f"{name:<10} " + " ".join(f"{statistics.median(v):6.0f} / {percentile(v, 0.9):6.0f}" for v in shown), flush=True)
        lost = {kind: sum(v == float("inf") for v in times[kind]) for kind in KINDS}
        if any(lost.values()):
            print(f"           never seen within {Latency.LIMIT} s: {lost}")
        if name == "duplex":
            ours = (statistics.median(every), percentile(every, 0.9))
    for name in options.tools:
        if name != "duplex" and ours:
            print(f"ratio of medians, {name} to duplex: {middle[name] / ours[0]:.1f}")
    if not ours or options.delay:
        return True
    reached = ours[0] <= AIM_P50 and ours[1] <= AIM_P90
    print(f"aim p50 {AIM_P50} ms, p90 {AIM_P90} ms: {'reached' if reached else 'NOT reached'}")
    return reached


def bursts(lab, base, options):
    right = True
    print(f"{'seconds until equal':<22} {'7,500 creates':>16} {'1,000 deletes':>16}", flush=True)
    for name in options.tools:
        lab.call("wipe")
        tool = Duplex(lab, base, burst.POLICY) if name == "duplex" else TOOLS[name](lab, base)
        tool.start()
        result = burst.run(lab)
        tool.stop()
        print(f"{name:<22} {result.creates:>16} {result.deletes:>16}  {result.wrong}", flush=True)
        if name == "duplex":
            right = result.right(AIM_BURST)
            print(f"aim {AIM_BURST} s and right: {'reached' if right else 'NOT reached'}", flush=True)
    return right


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["latency", "burst", "work", "soak"])
    parser.add_argument("--n", type=int, default=30)
    parser.add_argument("--delay", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(work.WORKS))
    parser.add_argument("--tools", type=lambda text: text.split(","))
    parser.add_argument("--duplex", help="another command to start Duplex with")
    options = parser.parse_args()
    if options.duplex:
        command_of(options.duplex)
    if not options.tools:
        options.tools = ["duplex"] if options.what in ("work", "soak") else [n for n in TOOLS if shutil.which(n) or n == "duplex"]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    base, lab = pathlib.Path(tempfile.mkdtemp(prefix="duplex-live-")), Lab()
    try:
        run = {"latency": latency, "burst": bursts, "work": work.run, "soak": soak.run}[options.what]
        sys.exit(0 if run(lab, base, options) else 1)
    finally:
        lab.close()
        shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    main()
