"""Violating cases of each rule in a report: missing, late, or open at the end of the log.

A process of its own, so that what measures the others stays small: a process begins with the memory
of the one that starts it.
"""

import json
import pathlib
import sys

OPEN = ("missing", "late", "not-due")

report = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
ledger = report["ledger"]
assert ledger["judged"] == ledger["read"], ledger
rules = [own for own in report["obligations"] if own["kind"] == "relation"]
print(json.dumps([sum(own["verdicts"][verdict] for verdict in OPEN) for own in rules]))
