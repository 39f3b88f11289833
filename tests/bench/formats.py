"""What formats, growth and starting cost: formats.py --fines LOG.csv --rules RULES.json --scratch FOLDER
[--xes LOG.xes.gz --rust4pm PROGRAM] [--growth SMALL.csv LARGE.csv --growth-rules RULES.json]

Each pair of commands runs in turn, so many rounds, each as a process of its own; printed are the
medians, peak memory and their ratio. An audit is a complete one of the eleven rules with its report
written to a file.
"""

import argparse
import pathlib
import shutil
import statistics
import subprocess
import sys

from compare import HERE, ROOT, timed

REMIT = ROOT / "target/release/remit"
READ_XLSX = ROOT / "target/release/examples/bench-read-xlsx"
SHEET_ROWS = 200_000


def sets(log, rules, folder, *options):
    subprocess.run([sys.executable, HERE / "sets.py", log, rules, folder, *options], check=True)
    return folder


def audit(folder, log):
    out = f"json={folder}.json"
    return [REMIT, "audit", folder, "--log", log, "--exit-zero", "-q", "--format", out]


def measure(command, rounds):
    """Median seconds and peak megabytes of commands run in turn."""
    runs = {name: [] for name in command}
    for _ in range(rounds):
        for name, own in command.items():
            for part in own:
                if str(part).startswith("json="):
                    pathlib.Path(str(part)[5:]).unlink(missing_ok=True)
            seconds, megabytes, _, code = timed([str(part) for part in own])
            if code != 0:
                sys.exit(f"{name} failed with {code}")
            runs[name].append((seconds, megabytes))
    middle = {name: statistics.median(own[0] for own in all) for name, all in runs.items()}
    memory = {name: max(own[1] for own in all) for name, all in runs.items()}
    return middle, memory


def pair(what, ours, own, theirs, other, rounds):
    middle, memory = measure({ours: own, theirs: other}, rounds)
    print(f"| {what} | {middle[ours]:.3f} s, {memory[ours]:.0f} MB "
          f"| {theirs}: {middle[theirs]:.3f} s, {memory[theirs]:.0f} MB "
          f"| {middle[ours] / middle[theirs]:.2f} |", flush=True)


def many_lists(folder, files=2000):
    """A set of so many list files, over five megabytes together, in which nothing is to be reported."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "remit.yaml").write_text(
        "kind: set\nid: many\nversion: '1'\ntitle: { en: Many, zh: 多 }\nlanguages: [en, zh]\n"
        "timezone: Asia/Shanghai\nfields: { note: { title: { en: note, zh: 备注 } } }\n"
        "evidence_limit: 15\n---\nkind: roster\nroles: { T: { title: { en: Team, zh: 队 } } }\n"
        "bodies: { north: { title: { en: North, zh: 北队 }, roles: T } }\n", encoding="utf-8")
    for at in range(files):
        steps = "".join(
            f"  s{step}: {{ title: {{ en: Step {step} of the work, zh: 第{step}个环节 }}, "
            + ("starts: true" if step == 0 else f"after: s{step - 1}, "
               f"within: {{ limit: {step}d, of: s{step - 1}, basis: placeholder }}")
            + (", ends: true" if step == 14 else "")
            + ", evidence: note, by: { role: T } }\n" for step in range(15))
        (folder / f"d{at:04}.yaml").write_text(
            f"kind: responsibility-list\nduties:\n  D-{at}:\n"
            f"    title: {{ en: Duty {at}, zh: 事项{at} }}\n    holder: T\n    work: routine\n"
            "    trigger: [{ event: { en: somebody calls, zh: 有人来电 } }]\n"
            "    basis: [{ law: Act, article: '1', from: 2020-01-01, status: verified, source: here }]\n"
            f"---\nkind: standard\nduty: D-{at}\nsteps:\n{steps}"
            "safeguards: [{ require: words, of: s1, title: { en: asked, zh: 询问 } }]\n"
            "evaluation: [{ measure: on-time, of: s1, target: 10% }]\n", encoding="utf-8")
    return sum(own.stat().st_size for own in folder.iterdir())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fines", type=pathlib.Path, required=True)
    parser.add_argument("--rules", type=pathlib.Path, required=True)
    parser.add_argument("--scratch", type=pathlib.Path, required=True)
    parser.add_argument("--xes", type=pathlib.Path)
    parser.add_argument("--rust4pm", type=pathlib.Path, help="a program that only reads an XES log")
    parser.add_argument("--growth", type=pathlib.Path, nargs=2, metavar=("SMALL", "LARGE"))
    parser.add_argument("--growth-rules", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    scratch, rounds = args.scratch, args.rounds
    scratch.mkdir(parents=True, exist_ok=True)
    plain = sets(args.fines, args.rules, scratch / "formats-set")
    print("| work | remit | beside | ratio |\n|---|---|---|---|")

    book = scratch / "fines.xlsx"
    if not book.exists():
        subprocess.run([READ_XLSX, "make", args.fines, book, str(SHEET_ROWS)], check=True)
    pair(f"a workbook of {SHEET_ROWS} rows", "audit", audit(plain, book), "calamine alone",
         [READ_XLSX, book], rounds)

    western, chinese = scratch / "chinese-utf8.csv", scratch / "chinese-gb18030.csv"
    # Line by line: a process begins with the memory of the one that starts it.
    with open(args.fines, encoding="utf-8") as rows, open(western, "w", encoding="utf-8") as one, \
            open(chinese, "w", encoding="gb18030") as other:
        for number, row in enumerate(rows):
            row = row.rstrip("\n") + (",备注" if number == 0 else ",城东派出所接警后已到场处置")
            for file in (one, other):
                file.write(row + "\n")
    pair("GB18030 with a column of Chinese", "GB18030", audit(plain, chinese), "UTF-8",
         audit(plain, western), rounds)

    if args.xes:
        made = sets(args.fines, args.rules, scratch / "formats-xes", "--format", "xes")
        if args.rust4pm:
            pair("the log in XES", "audit", audit(made, args.xes), "rust4pm reading alone",
                 [args.rust4pm, args.xes], rounds)
        pair("the log in XES", "audit", audit(made, args.xes), "the same in CSV",
             audit(plain, args.fines), rounds)

    if args.growth:
        small, large = args.growth
        made = sets(small, args.growth_rules or args.rules, scratch / "formats-growth")
        times = large.stat().st_size / small.stat().st_size
        pair(f"a log {times:.1f} times as long", "long", audit(made, large), "short",
             audit(made, small), min(rounds, 3))

    size = many_lists(scratch / "many-lists")
    middle, memory = measure({"check": [REMIT, "check", scratch / "many-lists", "-q"],
                              "version": [REMIT, "--version"]}, rounds)
    print(f"| `remit check` on 2,001 files of {size / 1e6:.1f} MB | {middle['check']:.3f} s, "
          f"{memory['check']:.0f} MB | | |")
    print(f"| `remit --version` | {middle['version'] * 1000:.1f} ms | | |")


if __name__ == "__main__":
    main()
