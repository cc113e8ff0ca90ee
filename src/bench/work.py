"""What people do to trees, in full size, while a tool keeps them equal."""
import time

import burst
from hosts import await_equal, differences, tree
from tools import TOOLS, Duplex

LIMIT = 300

REPOSITORY = """
export GIT_CONFIG_NOSYSTEM=1 HOME=$(mktemp -d ~/repo.XXXXXX)
git init -q "$HOME/r"; cd "$HOME/r"; git config user.email w@example.org; git config user.name w
/usr/bin/python3 - <<'P'
import os
for n in range(20000):
    d = f"src/m{n // 400:02}/p{n // 20 % 20:02}"; os.makedirs(d, exist_ok=True)
    open(f"{d}/f{n:05}.c", "w").write(f"/* {n} */\\n" + "int x;\\n" * (n % 300))
P
git add -A; git commit -qm one; git branch one
/usr/bin/python3 - <<'P'
import os, shutil
for n in range(0, 20000, 4):
    p = f"src/m{n // 400:02}/p{n // 20 % 20:02}/f{n:05}.c"
    open(p, "a").write("/* changed */\\n")
for m in range(5): shutil.rmtree(f"src/m{m:02}")
for m in range(5, 10): os.rename(f"src/m{m:02}", f"src/moved{m:02}")
for n in range(4000):
    d = f"lib/n{n // 100:02}"; os.makedirs(d, exist_ok=True); open(f"{d}/g{n:04}.h", "w").write(f"#define G {n}\\n" * 20)
P
git add -A; git commit -qm two; git branch two
echo "$HOME/r"
"""


def checkout(lab):
    """Between two revisions of 20,000 and 22,000 files, there and back."""
    repository = lab.sh("a", REPOSITORY).strip()
    git = f"git --git-dir={repository}/.git --work-tree=. -c core.logAllRefUpdates=false checkout -q -f"
    for revision in ("one", "two", "one"):
        lab.sh("a", f"{git} {revision}")
        yield f"git checkout {revision}", lambda a: True


def untar(lab):
    """50,000 files: more events than an inotify queue holds."""
    lab.sh("a", """cd $(mktemp -d ~/tar.XXXXXX); /usr/bin/python3 - <<'P'
import os
for n in range(50000):
    d = f"big/d{n // 500:03}"; os.makedirs(d, exist_ok=True); open(f"{d}/f{n:05}", "w").write(f"{n}\\n" * (n % 100 + 1))
P
tar cf ~/big.tar big; rm -rf big""")
    lab.sh("a", "tar xf ~/big.tar")
    yield "tar x of 50,000 files", lambda a: sum(path.startswith("big/d") for path in a) == 50100


def rsync(lab):
    """Into a root: new, changed and deleted files, with rsync's temporary names."""
    lab.sh("b", """mkdir ~/source; cd ~/source; for d in $(seq -w 40); do mkdir $d
for f in $(seq -w 50); do head -c 3000 /dev/urandom >$d/$f; done; done""")
    lab.sh("b", "rsync -a ~/source/ from-rsync/")
    yield "rsync of 2,000 new files", lambda a: sum(path.startswith("from-rsync/") for path in a) == 2040
    lab.sh("b", "cd ~/source; rm -rf 01 02; for f in */1*; do echo more >>$f; done; mv 03 99")
    lab.sh("b", "rsync -a --delete ~/source/ from-rsync/")
    yield "rsync --delete of changes", lambda a: "from-rsync/99" in a and "from-rsync/03" not in a


def move(lab):
    """A deep tree, within the root, in and out."""
    lab.sh("a", """p=deep; for i in $(seq 12); do p=$p/level$i; mkdir -p $p; for f in $(seq 100); do echo $i $f >$p/f$f; done; done""")
    yield "a deep tree made", lambda a: sum(path.startswith("deep/") for path in a) == 1212
    lab.sh("a", "mkdir -p other/place; mv deep other/place/moved")
    yield "the deep tree moved", lambda a: "deep" not in a and sum(p.startswith("other/place/moved/") for p in a) == 1212
    lab.sh("b", "mv other/place/moved ~/outside")
    yield "the deep tree moved out", lambda a: "other/place/moved" not in a
    lab.sh("b", "mv ~/outside back")
    yield "the deep tree moved in", lambda a: sum(path.startswith("back/") for path in a) == 1212


def log(lab):
    """20 seconds of writing without a pause, rotated each two."""
    lab.sh("a", """mkdir log; end=$(($(date +%s) + 20)); n=0; last=$(date +%s)
while [ $(date +%s) -lt $end ]; do
  exec 9>>log/access.log
  for i in $(seq 200); do n=$((n + 1)); echo "$n GET /index.html 200" >&9; done
  if [ $(($(date +%s) - last)) -ge 2 ]; then
    last=$(date +%s); for i in 4 3 2 1; do [ ! -e log/access.log.$i ] || mv log/access.log.$i log/access.log.$((i + 1)); done
    mv log/access.log log/access.log.1; echo "$n the last line goes to the rotated file" >&9
  fi
done; echo end >>log/access.log""")
    yield "a log, written and rotated", lambda a: "log/access.log" in a and "log/access.log.5" in a


WORKS = {"checkout": checkout, "untar": untar, "rsync": rsync, "move": move, "log": log}


def run(lab, base, options):
    right = True
    for name in options.tools:
        for only in options.only:
            lab.call("wipe")
            tool = Duplex(lab, base, burst.POLICY) if name == "duplex" else TOOLS[name](lab, base)
            tool.start()
            for said, holds in WORKS[only](lab):
                last = time.monotonic()
                equal = await_equal(lab, holds, LIMIT)
                took = "NOT equal" if equal is None else f"{max(0, equal - last):.1f} s"
                print(f"{name:<10} {said:<32} {took:>10}  {len(tree(lab, 'a')):,} paths", flush=True)
                if equal is None:
                    apart = differences(lab)
                    print(f"  {len(apart)} paths apart, such as {apart[:8]}", flush=True)
                    right = right and name != "duplex"
                    break
            tool.stop()
    return right
