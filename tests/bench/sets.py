"""Makes the set of the eleven rules of a log: sets.py LOG.csv RULES.json FOLDER.

A rules file is a list such as [["existence", "Send Fine"], ["timed_response", "A", "B", 90]], the last
number in days. The log has the columns case_id, activity and timestamp; its activities become steps.
With --whole the set has steps in order, deadlines, a frequency, a choice and measures instead of bare
rules: the work of a list as people write it.
"""

import argparse
import csv
import json
import pathlib

HEAD = """\
kind: set
id: bench
timezone: UTC
ties: file-order
---
kind: mapping
columns: {columns}
---
kind: responsibility-list
duties:
  D:
    title: {{ en: The work of the log, zh: 日志所载工作 }}
{duty}---
kind: standard
duty: D
steps:
"""


def activities(log):
    """The activities of a log, sorted, so that the set is the same whatever the order of rows."""
    with open(log, encoding="utf-8", newline="") as file:
        return sorted({row["activity"] for row in csv.DictReader(file)})


def header(log):
    with open(log, encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def rule(number, rule, steps):
    """A rule as the standard states it. Of a precedence the second step asks for the first."""
    name, step = rule[0], lambda at: f"s{steps.index(rule[at])}"
    one = {"existence": "existence", "absence": "absence", "exactly_one": "exactly"}
    forward = {
        "response": "response",
        "altresponse": "alternate-response",
        "succession": "succession",
        "timed_response": "response",
    }
    backward = {"precedence": "precedence", "altprecedence": "alternate-precedence"}
    if name in one:
        body = f"template: {one[name]}, activation: {step(1)}"
        body += ", count: 1" if name == "exactly_one" else ""
    elif name in forward:
        body = f"template: {forward[name]}, activation: {step(1)}, target: {step(2)}"
        if name == "timed_response":
            body += f", within: {rule[3] * 24:.0f}h"
    else:
        body = f"template: {backward[name]}, activation: {step(2)}, target: {step(1)}"
    return f"  r{number}: {{ {body} }}\n"


def columns(format, body=None):
    """The mapping's columns, which a log in XES calls by the names of its standard extensions."""
    if format == "xes":
        names = ["case:concept:name", "concept:name", "time:timestamp"]
    else:
        names = ["case_id", "activity", "timestamp"]
    pairs = [f'{own}: "{name}"' for own, name in zip(["case", "step", "at", "body"], [*names, body])]
    return "{ " + ", ".join(pairs[: 4 if body else 3]) + " }"


def bare(steps, rules, format):
    """The rules alone."""
    text = HEAD.format(columns=columns(format), duty="")
    for at, step in enumerate(steps):
        text += f'  s{at}: {{ aliases: "{step}", optional: true }}\n'
    text += "rules:\n"
    return text + "".join(rule(at, own, steps) for at, own in enumerate(rules))


def whole(steps, rules, body):
    """Steps with an order, deadlines, a group, a frequency and measures."""
    pairs = [own for own in rules if own[0] in ("response", "precedence", "timed_response")]
    first = next(own[1] for own in rules if own[0] == "response")
    expected = "    expected: { at_least: 1, every: month, for_each: body }\n"
    text = HEAD.format(columns=columns("csv", body), duty=expected)
    after, within = {}, {}
    for own in pairs:
        earlier, later = steps.index(own[1]), steps.index(own[2])
        after.setdefault(later, earlier)
        days = own[3] if own[0] == "timed_response" else 60
        limit = f"limit: {days * 24:.0f}h, of: s{earlier}, basis: placeholder"
        within[later] = f"{{ {limit} }}"
    for at, step in enumerate(steps):
        keys = [f'aliases: "{step}"', "optional: true" if step != first else "starts: true"]
        if at in after:
            keys += [f"after: s{after[at]}", f"within: {within[at]}"]
        text += f"  s{at}: {{ {', '.join(keys)} }}\n"
    a, b = sorted(after)[:2]
    text += f"groups:\n  either: {{ any_of: [s{a}, s{b}] }}\n"
    text += "evaluation:\n"
    text += f"  - {{ measure: on-time, of: s{a}, target: 95% }}\n"
    text += f"  - {{ measure: done, of: s{b}, target: 50% }}\n"
    return text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("log")
    parser.add_argument("rules")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--format", choices=["csv", "xes"], default="csv", help="of the log audited")
    parser.add_argument("--body", help="with --whole: the column of bodies")
    args = parser.parse_args()
    rules = json.loads(pathlib.Path(args.rules).read_text(encoding="utf-8"))
    steps = activities(args.log)
    text = whole(steps, rules, args.body) if args.whole else bare(steps, rules, args.format)
    args.folder.mkdir(parents=True, exist_ok=True)
    (args.folder / "remit.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
