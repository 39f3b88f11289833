"""Side by side with what a user would pick instead: compare.py [--rounds N] NAME=LOG.csv=RULES.json ...

In each round every program runs once, in turn, as a process of its own: DuckDB and Polars (their
scripts from --peers), only reading with the `csv` crate, and a whole audit of the eleven rules with its
report written to a file. The counts of violating cases must be equal. What is printed are medians and
minima over the rounds, peak memory, and how many times the audit's time each other one takes.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def timed(command):
    """Seconds, peak megabytes and standard output of a process."""
    with tempfile.TemporaryFile() as out:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        return seconds, usage.ru_maxrss / 1024, out.read().decode(), process.returncode


def violating(report):
    """Violating cases of each rule of a report."""
    command = [sys.executable, HERE / "counts.py", report]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def programs(name, log, rules, peers, scratch):
    """Each program's name and command, and where its counts are."""
    make = [sys.executable, HERE / "sets.py", log, rules]
    subprocess.run([*make, scratch / name], check=True)
    subprocess.run([*make, scratch / f"{name}-whole", "--whole"], check=True)
    remit = ROOT / "target/release/remit"
    audit = lambda own: [remit, "audit", scratch / own, "--log", log, "--exit-zero", "-q",
                         "--format", f"json={scratch / own}.json"]
    found = {"remit": audit(name), "remit, a whole set": audit(f"{name}-whole"),
             "csv crate, reading only": [ROOT / "target/release/examples/bench-read-csv", log]}
    for peer, script in (("DuckDB", "peer_duckdb.py"), ("Polars", "peer_polars.py")):
        if (peers / script).exists():
            found[peer] = [sys.executable, peers / script, log, rules]
    return found


def measure(name, log, rules, args, scratch):
    found = programs(name, log, rules, args.peers, scratch)
    runs = {program: [] for program in found}
    counts = {}
    for _ in range(args.rounds):
        for program, command in found.items():
            for report in scratch.glob("*.json"):
                report.unlink()
            seconds, megabytes, out, code = timed([str(part) for part in command])
            if code != 0:
                sys.exit(f"{program} failed with {code}")
            runs[program].append((seconds, megabytes))
            if program in ("DuckDB", "Polars"):
                counts[program] = json.loads(out)["violating"]
            elif program == "remit":
                counts[program] = violating(scratch / f"{name}.json")
    if any(own != counts["remit"] for own in counts.values()):
        sys.exit(f"{name}: the counts differ: {counts}")
    print(f"\n{name}: {log.stat().st_size / 1e6:.0f} MB; violating cases {counts['remit']}, "
          f"the same for {', '.join(sorted(counts))}\n")
    print("| program | median s | least s | MB | times remit |\n|---|---|---|---|---|")
    median = lambda program: statistics.median(seconds for seconds, _ in runs[program])
    for program in sorted(found, key=median):
        least = min(seconds for seconds, _ in runs[program])
        memory = max(megabytes for _, megabytes in runs[program])
        ratio = median(program) / median("remit")
        print(f"| {program} | {median(program):.3f} | {least:.3f} | {memory:.0f} | {ratio:.2f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("logs", nargs="+", metavar="NAME=LOG.csv=RULES.json")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", type=pathlib.Path, default=ROOT / "../shared/bench")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for own in args.logs:
            name, log, rules = own.split("=")
            measure(name, pathlib.Path(log), pathlib.Path(rules), args, pathlib.Path(scratch))


if __name__ == "__main__":
    main()
