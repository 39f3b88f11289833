//! A list of 5,000 duties: every answer comes, and none takes as long as a person notices.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Client, place};

const DUTIES: usize = 5_000;

/// Duties in one file of a format, and their standards by the hundred.
fn lists(folder: &Path, format: &str) {
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    write(
        "remit.toml",
        "kind = \"set\"\nid = \"large\"\ntimezone = \"Asia/Shanghai\"\nlanguages = [\"en\", \"zh\"]\n\
         title = { en = \"Large\", zh = \"大\" }\n[fields]\npaper = { title = { zh = \"文书\", en = \"Paper\" } }\n",
    );
    write(
        "roster.yaml",
        "kind: roster\nroles: { TEAM: { title: { zh: 中队, en: Team } } }\n\
         bodies: { north: { title: { zh: 北队, en: North }, roles: [TEAM] } }\n",
    );
    let mut text = match format {
        "toml" => "kind = \"responsibility-list\"\n".to_owned(),
        _ => "kind: responsibility-list\nduties:\n".to_owned(),
    };
    for at in 0..DUTIES {
        if format == "toml" {
            let _ = write!(
                text,
                "[duties.D-{at}]\ntitle = {{ zh = \"事项{at}\", en = \"Duty {at}\" }}\nholder = \"TEAM\"\nwork = \"routine\"\n\
                 trigger = {{ event = {{ zh = \"报警\", en = \"a call\" }} }}\nbasis = [{{ law = \"警察法\", article = \"{at}\", from = 2013-01-01, status = \"placeholder\" }}]\n"
            );
        } else {
            let _ = write!(
                text,
                "  D-{at}:\n    title: {{ zh: 事项{at}, en: Duty {at} }}\n    holder: TEAM\n    work: routine\n    trigger: {{ event: {{ zh: 报警, en: a call }} }}\n    basis: [{{ law: 警察法, article: \"{at}\", from: 2013-01-01, status: placeholder }}]\n"
            );
        }
    }
    write(&format!("duties.{format}"), &text);
    for part in 0..DUTIES / 100 {
        let standards: Vec<String> = (part * 100..part * 100 + 100)
            .map(|at| {
                format!(
                    "kind: standard\nduty: D-{at}\nsteps:\n  open: {{ title: {{ zh: 开始, en: Start }}, starts: true, evidence: [paper] }}\n  close: {{ title: {{ zh: 结束, en: End }}, after: [open], ends: true, within: {{ \"24h\": open, basis: placeholder }}, evidence: [paper] }}\nsafeguards: [{{ require: words, of: open, title: {{ zh: 说明, en: words }} }}]\nevaluation: [{{ measure: on-time, of: close, target: 95% }}]\n"
                )
            })
            .collect();
        write(&format!("standards-{part:02}.yaml"), &standards.join("---\n"));
    }
}

#[test]
fn five_thousand_duties_in_yaml_are_answered_at_once() {
    println!("{}", answers("yaml", [4, 12]));
}

#[test]
fn five_thousand_duties_in_toml_are_answered_at_once() {
    println!("{}", answers("toml", [9, 10]));
}

/// Asks of the last duty: its name and its holder stand in these columns. Returns how long it took.
fn answers(format: &str, [name, holder]: [u32; 2]) -> String {
    let folder = tempfile::tempdir().unwrap();
    lists(folder.path(), format);
    let mut client = Client::open_folder(folder.path(), "en", json!({}));
    let path = folder.path().join(format!("duties.{format}"));
    let text = std::fs::read_to_string(&path).unwrap();
    let begun = Instant::now();
    client.open(&path, &text);
    // The first question waits for every file to be read.
    let hover = client.at("hover", &path, if format == "toml" { 1 } else { 2 }, name);
    assert!(hover["contents"]["value"].as_str().unwrap().contains("D-0 Duty 0"), "{hover}");
    let first = begun.elapsed();
    let found = client.findings(&path, 1);
    let checked = begun.elapsed();
    assert!(found.is_empty(), "{:#?}", found.first());
    // Each question is asked of a text that has just changed, so nothing is known of it.
    let last = u32::try_from(text.lines().count()).unwrap();
    let mut version = 1;
    let mut took: Vec<(&str, Duration)> = Vec::new();
    let end = json!({ "line": last, "character": 0 });
    let mut timed = |client: &mut Client, method: &'static str, line: u32, column: u32| -> Value {
        version += 1;
        client.change(
            &path,
            version,
            json!([{ "range": { "start": end, "end": end }, "text": "# 甲\n" }]),
        );
        let begun = Instant::now();
        let mut params = place(&path, line, column);
        params["newName"] = json!("D-other");
        let answer = client.request(&format!("textDocument/{method}"), params).unwrap();
        took.push((method, begun.elapsed()));
        answer
    };
    let told = timed(&mut client, "hover", last - 6, name);
    assert!(told["contents"]["value"].as_str().unwrap().contains("answers for it"), "{told}");
    let told = timed(&mut client, "completion", last - 4, holder);
    assert_eq!(told["items"].as_array().unwrap().len(), 2, "{told}");
    let told = timed(&mut client, "definition", last - 4, holder + 1);
    assert_eq!(told.as_array().unwrap().len(), 1);
    let told = timed(&mut client, "references", last - 6, name);
    assert_eq!(told.as_array().unwrap().len(), 2);
    let told = timed(&mut client, "rename", last - 6, name);
    assert_eq!(told["changes"].as_object().unwrap().len(), 2);
    let told = timed(&mut client, "documentSymbol", 0, 0);
    assert_eq!(told.as_array().unwrap().len(), DUTIES);
    let begun = Instant::now();
    client.change(&path, 100, json!([{ "range": { "start": end, "end": end }, "text": "#\n" }]));
    assert!(client.findings(&path, 100).is_empty());
    let again = begun.elapsed();
    let told = format!(
        "5,000 duties in {format}: first answer {first:?}, first findings {checked:?}, findings after an edit {again:?}; {took:?}"
    );
    // Without optimisation, on a machine that does other things beside.
    let limit = if cfg!(debug_assertions) { 4_000 } else { 250 };
    for (method, own) in took {
        assert!(own < Duration::from_millis(limit), "{method} took {own:?}");
    }
    client.end();
    told
}
