"""5,000 creates on one side while 2,500 on the other, then 1,000 deletes."""
import time

from hosts import await_equal, names

POLICY = {"reviewAtStart": "never", "reviewOnReturn": "never",
          "deletes": {"atStart": "propagate", "running": "propagate"},
          "deleteLimit": {"count": 1000000, "percent": 100}}
LIMIT = 180

CREATES = """
import os, sys, time
prefix, files, dirs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
text = (prefix + " lorem ipsum dolor sit amet ").encode() * 400
for d in range(dirs):
    os.mkdir(f"{prefix}{d:02}")
    for f in range(files // dirs):
        with open(f"{prefix}{d:02}/f{f:04}", "wb") as out:
            out.write(b"%s %d %d " % (prefix.encode(), d, f) + text[: 1000 + (d * 131 + f * 7919) % 7100])
print(time.monotonic())
"""
DELETES = """
import os, sys, time
gone = 0
for d in range(50):
    for f in range(20):
        os.unlink(f"a{d:02}/f{f:04}")
print(time.monotonic())
"""


class Result:
    def __init__(self):
        self.creates = self.deletes = "not equal"
        self.took, self.wrong = [], ""

    def right(self, aim):
        return len(self.took) == 2 and max(self.took) <= aim and not self.wrong


def ended(writer):
    said = writer.stdout.read()
    if writer.wait() != 0:
        raise SystemExit("the writer failed (said above)")
    return float(said)


def run(lab):
    result = Result()
    expected = ({f"a{d:02}/f{f:04}" for d in range(50) for f in range(100)}
                | {f"b{d:02}/f{f:04}" for d in range(25) for f in range(100)})
    writers = [lab.python("a", CREATES, "a", "5000", "50"), lab.python("b", CREATES, "b", "2500", "25")]
    last = max(ended(writer) for writer in writers)
    if not arrived(lab, result, expected, last, "creates"):
        return result
    time.sleep(1)
    last = ended(lab.python("b", DELETES))
    expected -= {f"a{d:02}/f{f:04}" for d in range(50) for f in range(20)}
    if arrived(lab, result, expected, last, "deletes"):
        time.sleep(3)
        back = names(lab, "a") ^ expected | names(lab, "b") ^ expected
        result.wrong = f"later wrong: {len(back)}" if back else ""
    return result


def arrived(lab, result, expected, last, name):
    equal = await_equal(lab, lambda a: True, LIMIT, first=lambda: all(names(lab, side) == expected for side in "ab"))
    if equal is None:
        a, b = names(lab, "a"), names(lab, "b")
        result.wrong = (f"after {LIMIT} s of {name}: missing on A {len(expected - a)}, on B {len(expected - b)};"
                        f" too many on A {len(a - expected)}, on B {len(b - expected)}")
        return False
    result.took.append(equal - last)
    setattr(result, name, f"{equal - last:.1f}")
    return True
