//! Every kind of question, with places counted by hand in Chinese text.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::client::{Client, address, numbers, place};
use super::{ROOT, ROSTER};

const DUTIES: &str = "\
kind = \"responsibility-list\"

[duties.巡-1]
title = { zh = \"巡🚓逻\", en = \"Patrol\" }
holder = \"TEAM\"

[duties.巡-1.data]
grade = { purpose = { zh = \"分级\", en = \"grading\" }, retention = \"1y\" }
";

/// The keys are bare words only to editors that type them so: TOML wants quotes around Chinese.
fn duties() -> String {
    DUTIES.replace("duties.巡-1", "duties.\"巡-1\"")
}

const STANDARD: &str = "\
种类: 工作标准
责任事项编号: 巡-1
处置环节:
  🚓开始: { 名称: { zh: 开始, en: Start }, 起始: true, 佐证材料: [grade] }
  结束: { 名称: { zh: 结束, en: End }, 前置环节: [🚓开始], 时限: { \"24h\": 🚓开始 } }
";

struct Lists {
    folder: tempfile::TempDir,
}

impl Lists {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let own = Self { folder };
        std::fs::create_dir(own.path("")).unwrap();
        for (name, text) in [
            ("remit.toml", ROOT),
            ("duties.toml", &duties()),
            ("标准.yaml", STANDARD),
            ("roster.yaml", ROSTER),
        ] {
            std::fs::write(own.path(name), text).unwrap();
        }
        own
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("清 单").join(name)
    }
}

fn codes(all: &[Value]) -> Vec<&str> {
    all.iter().map(|own| own["code"].as_str().unwrap()).collect()
}

#[test]
fn it_begins_and_ends_as_the_protocol_wants() {
    let mut client = Client::start();
    let early = client.request("textDocument/hover", json!({})).unwrap_err();
    assert_eq!(early["code"], -32002);
    drop(client);
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::open_folder(folder.path(), "en", json!({}));
    assert_eq!(client.greeting["capabilities"]["positionEncoding"], "utf-16");
    let unknown = client.request("textDocument/nonsense", json!({})).unwrap_err();
    assert_eq!(unknown["code"], -32601);
    let garbled = client.request("textDocument/hover", json!({ "position": 1 })).unwrap_err();
    assert_eq!(garbled["code"], -32602);
    client.notify("textDocument/didChange", json!({ "no": "sense" }));
    client.notify("$/cancelRequest", json!({ "id": 7 }));
    client.end();
    // Nobody asked it to shut down.
    let mut client = Client::open_folder(folder.path(), "en", json!({}));
    client.notify("exit", Value::Null);
    assert_eq!(client.wait(), Some(1));
}

#[test]
fn findings_come_while_typing_for_every_file_of_the_set_and_go_again() {
    let lists = Lists::new();
    let mut client = Client::open_folder(lists.folder.path(), "zh-CN", json!({}));
    let (standard, duties) = (lists.path("标准.yaml"), lists.path("duties.toml"));
    client.open(&standard, STANDARD);
    let first = client.findings(&standard, 1);
    let wanted = ["list/standard-without-safeguards", "list/standard-without-evaluation"];
    assert!(wanted.iter().all(|code| codes(&first).contains(code)), "{first:#?}");
    // The step is called by another name (of its three characters the first has two units), and the
    // last letter of a field goes, one edit after the other.
    let at = |line: u32, column: u32| json!({ "line": line, "character": column });
    let name = json!({ "range": { "start": at(3, 2), "end": at(3, 4) }, "text": "🚒" });
    let letter = json!({ "range": { "start": at(3, 58), "end": at(3, 59) }, "text": "" });
    client.change(&standard, 2, json!([name, letter]));
    let own = client.findings(&standard, 2);
    let unknown: Vec<&Value> =
        own.iter().filter(|own| own["code"] == "list/unknown-step").collect();
    assert_eq!(unknown.len(), 2, "{own:#?}");
    // `  结束: { 名称: { zh: 结束, en: End }, 前置环节: [` has 40 units, and 🚓 two.
    assert_eq!(numbers(&unknown[0]["range"]), [4, 40, 4, 44]);
    assert_eq!(unknown[0]["severity"], 1);
    assert!(unknown[0]["message"].as_str().unwrap().contains("`🚓开始`不是环节"), "{unknown:#?}");
    let field = own.iter().find(|own| own["code"] == "list/undeclared-field").unwrap();
    assert_eq!(numbers(&field["range"]), [3, 54, 3, 58]);
    let related = &field["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], address(&lists.path("remit.toml")));
    assert_eq!(numbers(&related["location"]["range"]), [8, 0, 8, 5]);
    assert_eq!(related["message"], "最接近的名称");
    // Another file that is not open has a finding by what is written in this one.
    let roster = lists.path("roster.yaml");
    client.open(&roster, ROSTER);
    client.findings(&roster, 1);
    let whole = ROSTER.replace("TEAM", "CREW");
    client.change(&roster, 2, json!([{ "text": whole }]));
    client.findings(&roster, 2);
    let (version, all) = client.told[&address(&duties)].clone();
    assert_eq!(version, None);
    assert!(codes(&all).contains(&"list/unknown-holder"), "{all:#?}");
    client.change(&roster, 3, json!([{ "text": ROSTER }]));
    client.findings(&roster, 3);
    let (_, all) = client.told[&address(&duties)].clone();
    assert!(!codes(&all).contains(&"list/unknown-holder"), "{all:#?}");
    // What is closed says again what stands on the disk.
    client.change(&roster, 4, json!([{ "text": "kind: roster\n" }]));
    client.findings(&roster, 4);
    assert!(codes(&client.told[&address(&duties)].1).contains(&"list/unknown-holder"));
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": address(&roster) } }));
    client.change(&standard, 3, json!([{ "text": STANDARD }]));
    assert_eq!(codes(&client.findings(&standard, 3)), codes(&first));
    assert!(!codes(&client.told[&address(&duties)].1).contains(&"list/unknown-holder"));
    client.end();
}

#[test]
fn what_is_asked_of_a_place_is_answered_in_units_of_utf_16() {
    let lists = Lists::new();
    let mut client = Client::open_folder(lists.folder.path(), "en", json!({}));
    let (standard, duties) = (lists.path("标准.yaml"), lists.path("duties.toml"));
    client.open(&standard, STANDARD);
    // `责任事项编号: 巡-1`: the id begins at 8.
    let hover = client.at("hover", &standard, 1, 9);
    assert_eq!(numbers(&hover["range"]), [1, 8, 1, 11]);
    let text = hover["contents"]["value"].as_str().unwrap();
    assert!(text.contains("Team (TEAM) answers for it"), "{text}");
    let found = client.at("definition", &standard, 1, 8);
    assert_eq!(found[0]["uri"], address(&duties));
    assert_eq!(numbers(&found[0]["range"]), [2, 9, 2, 12]);
    // In line 4 the step is named from 40 to 44 and from 60 to 64: `], 时限: { "24h": ` has 16.
    let found = client.at("definition", &standard, 4, 61);
    assert_eq!(found[0]["uri"], address(&standard));
    assert_eq!(numbers(&found[0]["range"]), [3, 2, 3, 6]);
    let found = client.at("references", &standard, 3, 3);
    let ranges: Vec<_> =
        found.as_array().unwrap().iter().map(|own| numbers(&own["range"])).collect();
    assert_eq!(ranges, [[3, 2, 3, 6], [4, 40, 4, 44], [4, 60, 4, 64]]);
    let found = client.at("documentSymbol", &standard, 0, 0);
    let names: Vec<_> = found.as_array().unwrap().iter().map(|own| own["name"].clone()).collect();
    assert_eq!(names, ["🚓开始", "结束"]);
    assert_eq!(numbers(&found[0]["selectionRange"]), [3, 2, 3, 6]);
    assert_eq!(found[0]["detail"], "Start");
    // A third step is begun behind what is there.
    let end = json!({ "line": 5, "character": 0 });
    let text = "  归档: { 前置环节: [";
    client.change(&standard, 2, json!([{ "range": { "start": end, "end": end }, "text": text }]));
    let found = client.at("completion", &standard, 5, 15);
    let labels: Vec<_> =
        found["items"].as_array().unwrap().iter().map(|own| own["label"].clone()).collect();
    assert_eq!(labels, ["🚓开始", "结束"]);
    let edit = &found["items"][0]["textEdit"];
    assert_eq!((numbers(&edit["range"]), &edit["newText"]), ([5, 15, 5, 15], &json!("🚓开始")));
    client.end();
}

#[test]
fn editors_that_count_bytes_are_answered_in_bytes() {
    let lists = Lists::new();
    let units =
        json!({ "capabilities": { "general": { "positionEncodings": ["utf-8", "utf-16"] } } });
    let mut client = Client::open_folder(lists.folder.path(), "en", units);
    assert_eq!(client.greeting["capabilities"]["positionEncoding"], "utf-8");
    let standard = lists.path("标准.yaml");
    client.open(&standard, STANDARD);
    // `责任事项编号: ` has 6 characters of 3 bytes and 2 of one.
    let hover = client.at("hover", &standard, 1, 20);
    assert_eq!(numbers(&hover["range"]), [1, 20, 1, 25]);
    let found = client.at("references", &standard, 3, 3);
    // 🚓开始 has 10 bytes. Before it in line 4 stand 10 characters of 3 bytes and 30 of one.
    assert_eq!(numbers(&found[0]["range"]), [3, 2, 3, 12]);
    assert_eq!(numbers(&found[1]["range"]), [4, 60, 4, 70]);
    // Half a character is taken for its beginning: all of 🚓 stays.
    let at = |column: u32| json!({ "line": 3, "character": column });
    client.change(
        &standard,
        2,
        json!([{ "range": { "start": at(4), "end": at(4) }, "text": "新" }]),
    );
    let found = client.at("documentSymbol", &standard, 0, 0);
    assert_eq!(found[0]["name"], "新🚓开始");
    client.end();
}

#[test]
fn a_duty_is_renamed_in_toml_and_yaml_and_the_set_stays_whole() {
    let lists = Lists::new();
    let versioned = json!({ "capabilities": { "workspace": { "workspaceEdit": { "documentChanges": true } } } });
    let mut client = Client::open_folder(lists.folder.path(), "en", versioned);
    let (standard, duties) = (lists.path("标准.yaml"), lists.path("duties.toml"));
    client.open(&standard, STANDARD);
    let found = client.at("prepareRename", &standard, 1, 8);
    assert_eq!((numbers(&found["range"]), &found["placeholder"]), ([1, 8, 1, 11], &json!("巡-1")));
    let key = client.request("textDocument/prepareRename", place(&standard, 1, 2)).unwrap_err();
    assert!(key["message"].as_str().unwrap().contains("`责任事项编号` is a key"), "{key}");
    let mut params = place(&standard, 1, 8);
    params["newName"] = json!("没 有");
    let why = client.request("textDocument/rename", params.clone()).unwrap_err();
    assert_eq!(why["message"], "a name can't contain ` `");
    params["newName"] = json!("P-7");
    let edit = client.request("textDocument/rename", params).unwrap();
    let changes = edit["documentChanges"].as_array().unwrap();
    let of = |path: &Path| {
        changes.iter().find(|own| own["textDocument"]["uri"] == address(path)).unwrap()
    };
    assert_eq!(of(&standard)["textDocument"]["version"], 1);
    assert_eq!(of(&duties)["textDocument"]["version"], Value::Null);
    let ranges = |own: &Value| -> Vec<[u64; 4]> {
        own["edits"].as_array().unwrap().iter().map(|own| numbers(&own["range"])).collect()
    };
    assert_eq!(ranges(of(&standard)), [[1, 8, 1, 11]]);
    assert_eq!(ranges(of(&duties)), [[2, 9, 2, 12], [6, 9, 6, 12]]);
    client.end();
}

#[test]
fn findings_are_mended_and_texts_laid_out() {
    let lists = Lists::new();
    let mut client = Client::open_folder(lists.folder.path(), "zh", json!({}));
    let standard = lists.path("标准.yaml");
    let text = STANDARD.replace("前置环节", "别名: [no], 前置环节");
    client.open(&standard, &text);
    let found = client.findings(&standard, 1);
    let own = found.iter().find(|own| own["code"] == "list/ambiguous-text").unwrap();
    // `  结束: { 名称: { zh: 结束, en: End }, 别名: [` has 38 units.
    assert_eq!(numbers(&own["range"]), [4, 38, 4, 40]);
    let params = json!({
        "textDocument": { "uri": address(&standard) },
        "range": own["range"],
        "context": { "diagnostics": [own] },
    });
    let actions = client.request("textDocument/codeAction", params).unwrap();
    let action = &actions[0];
    assert_eq!((&action["kind"], &action["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(action["title"], "改写为\"no\"");
    let edits = &action["edit"]["changes"][address(&standard)];
    assert_eq!(
        (numbers(&edits[0]["range"]), &edits[0]["newText"]),
        ([4, 38, 4, 40], &json!("\"no\""))
    );
    let wide = STANDARD.replace("{ zh: 开始", "{zh:   开始");
    client.change(&standard, 2, json!([{ "text": wide }]));
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let params = json!({ "textDocument": { "uri": address(&standard) }, "options": options });
    let edits = client.request("textDocument/formatting", params).unwrap();
    // Behind `{`: `zh:  ` becomes ` zh:`, and the last space stays.
    assert_eq!(edits.as_array().unwrap().len(), 1, "{edits}");
    assert_eq!(edits[0]["newText"], " zh:");
    assert_eq!(numbers(&edits[0]["range"]), [3, 15, 3, 20]);
    client.end();
}

#[test]
fn texts_that_are_no_documents_of_ours_are_left_in_peace() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::open_folder(folder.path(), "en", json!({}));
    let other = folder.path().join("deployment.yaml");
    client.open(&other, "kind: Deployment\nspec: { replicas: 2 }\n");
    assert_eq!(client.findings(&other, 1), [Value::Null; 0]);
    let own = folder.path().join("list.yaml");
    client.open(&own, "kind: standard\nstpes: {}\n");
    assert_eq!(codes(&client.findings(&own, 1)), ["list/unknown-key"]);
    let untitled = json!({ "uri": "untitled:Untitled-1", "languageId": "yaml", "version": 1, "text": "kind: set" });
    client.notify("textDocument/didOpen", json!({ "textDocument": untitled }));
    assert_eq!(client.at("hover", &own, 0, 0)["contents"]["kind"], "markdown");
    client.end();
}
