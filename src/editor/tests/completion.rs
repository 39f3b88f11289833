use super::set;
use crate::editor::complete::complete;
use crate::text::Lang;

/// What is written for each offer, in its order.
fn offers(name: &str, fixture: &str) -> Vec<String> {
    let mut set = set(name, fixture);
    let found = complete(&mut set.desk, &set.file, set.spot, Lang::En);
    found.map(|own| own.items.into_iter().map(|item| item.insert).collect()).unwrap_or_default()
}

/// The text after the offer of a label is taken.
fn taken(name: &str, fixture: &str, label: &str) -> String {
    let mut set = set(name, fixture);
    let found = complete(&mut set.desk, &set.file, set.spot, Lang::En).unwrap();
    let item = found.items.iter().find(|own| own.label == label);
    let item = item.unwrap_or_else(|| panic!("no {label} in {:?}", found.items));
    let mut text = fixture.replace("$0", "");
    text.replace_range(found.range, &item.insert);
    text
}

#[test]
fn keys_are_those_of_the_place_that_are_not_there_yet() {
    let own = offers("a.yaml", "kind: standard\nduty: A-1\nsteps:\n  x:\n    title: y\n    $0\n");
    assert!(own.contains(&"after: ".to_owned()) && own.contains(&"within: ".to_owned()), "{own:?}");
    assert!(!own.contains(&"title: ".to_owned()), "{own:?}");
    assert_eq!(own.first().map(String::as_str), Some("aliases: "));
    let own = offers("a.yaml", "种类: 工作标准\n$0\n");
    assert!(own.contains(&"处置环节: ".to_owned()) && !own.contains(&"steps: ".to_owned()));
    let own =
        offers("duties.toml", "kind = \"responsibility-list\"\n[duties.A-1]\nholder = 'x'\nbo$0\n");
    assert!(own.contains(&"boundary = ".to_owned()) && !own.contains(&"holder = ".to_owned()));
    let own = offers("duties.toml", "kind = \"responsibility-list\"\n[duties.A-1.$0");
    assert!(own.contains(&"boundary".to_owned()) && !own.contains(&"holder".to_owned()), "{own:?}");
    let own = offers("a.yaml", "kind: standard\nduty: A-1\nsteps: { x: { by: { $0 } } }\n");
    assert_eq!(own.first().map(String::as_str), Some("role: "));
    assert_eq!(offers("a.yaml", "$0"), ["kind: "]);
    assert_eq!(offers("a.toml", "$0"), ["kind = "]);
    assert!(offers("a.yaml", "kind: $0\n").contains(&"roster".to_owned()));
    assert_eq!(offers("a.yaml", "kind: standard\nnote: # $0\n"), [""; 0]);
}

#[test]
fn names_are_those_of_the_set() {
    let with =
        |line: &str| format!("kind: standard\nduty: A-1\nsteps:\n  open: {{}}\n  x:\n    {line}\n");
    let steps = offers("standard.yaml", &with("after: $0"));
    assert_eq!(steps, ["open", "x"]);
    assert_eq!(offers("standard.yaml", &with("after: [open, $0]")), ["open", "x"]);
    assert_eq!(offers("standard.yaml", &with("within: { \"24h\": $0 }")), ["open", "x"]);
    assert_eq!(offers("b.yaml", &with("by: { role: $0 }")), ["TEAM", "north"]);
    assert_eq!(offers("b.yaml", &with("evidence: [gr$0")), ["grade", "done"]);
    assert_eq!(offers("b.yaml", &with("when: { grade: $0 }")), ["red", "黄"]);
    assert_eq!(offers("b.yaml", &with("when: { done: $0 }")), ["open", "x", "close"]);
    assert_eq!(offers("b.yaml", "kind: standard\nduty: $0\n"), ["A-1", "B-2"]);
    assert_eq!(offers("b.toml", "kind = \"standard\"\nduty = $0\n"), ["\"A-1\"", "\"B-2\""]);
    assert_eq!(offers("b.toml", "kind = \"standard\"\nduty = \"A$0\"\n"), ["A-1", "B-2"]);
    // Steps of another duty are offered behind its id.
    let own = offers("b.yaml", "kind: standard\nduty: B-2\nsteps: { z: { after: $0 } }\n");
    assert_eq!(own, ["z", "A-1.open", "A-1.close"]);
    let own = offers("b.yaml", "kind: standard\nduty: B-2\nsteps: { y: { after: A-1.$0 } }\n");
    assert_eq!(own, ["A-1.open", "A-1.close"]);
    let own = offers("b.yaml", "kind: responsibility-list\nduties: { C: { work: $0 } }\n");
    assert_eq!(own, ["routine", "special"]);
    let own = offers("b.yaml", "kind: responsibility-list\nduties: { C: { data: { $0 } } }\n");
    assert_eq!(own, ["grade: ", "done: "]);
}

#[test]
fn what_is_taken_replaces_what_was_written_and_no_more() {
    let own =
        taken("b.yaml", "kind: standard\nduty: A-1\nsteps: { x: { after: [ope$0, y] } }\n", "open");
    assert_eq!(own, "kind: standard\nduty: A-1\nsteps: { x: { after: [open, y] } }\n");
    let own = taken("b.toml", "kind = \"standard\"\nduty = \"A$0-7\"\n", "B-2");
    assert_eq!(own, "kind = \"standard\"\nduty = \"B-2\"\n");
    let own = taken("b.yaml", "kind: standard\nsteps:\n  x:\n    tit$0: y\n", "title");
    assert_eq!(own, "kind: standard\nsteps:\n  x:\n    title: y\n");
    let own =
        taken("b.yaml", "kind: standard\nsteps: { x: { evidence: 'done | gr$0' } }\n", "grade");
    assert_eq!(own, "kind: standard\nsteps: { x: { evidence: 'done | grade' } }\n");
    let own = taken(
        "remit.toml",
        "kind = \"set\"\n[severity]\nlist/no$0 = \"off\"\n",
        "list/unknown-key",
    );
    assert_eq!(own, "kind = \"set\"\n[severity]\n\"list/unknown-key\" = \"off\"\n");
    let own = taken("a.yaml", "kind: set # remit: allow list/set-w$0 x\n", "list/set-without-id");
    assert_eq!(own, "kind: set # remit: allow list/set-without-id x\n");
}
