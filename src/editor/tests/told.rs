use super::{DUTIES, STANDARD, set};
use crate::editor::actions::{actions, formatting};
use crate::editor::hover::hover;
use crate::editor::symbols::{Symbol, symbols};
use crate::text::Lang;

fn told(name: &str, fixture: &str, lang: Lang) -> String {
    let mut set = set(name, fixture);
    let path = set.file.clone();
    hover(&mut set.desk, &path, set.spot, lang).map(|own| own.text).unwrap_or_default()
}

#[test]
fn a_duty_a_step_and_a_basis_are_told_in_plain_words() {
    let duty = told("duties.toml", &DUTIES.replacen("A-1", "A$0-1", 1), Lang::En);
    for line in ["A-1 Patrol", "duties.toml:2", "Team (TEAM) answers for it", "1. Start `open`"] {
        assert!(duty.contains(line), "{line} in {duty}");
    }
    let duty = told("b.yaml", "kind: standard\nduty: A-$01\n", Lang::Zh);
    assert!(duty.contains("由中队（TEAM）负责"), "{duty}");
    let step =
        told("standard.yaml", &STANDARD.replacen("after: [open", "after: [op$0en", 1), Lang::En);
    assert_eq!(step, "**A-1 · Start `open`**\n\n- evidence: Grade");
    let step = told("standard.yaml", &STANDARD.replacen("close:", "cl$0ose:", 1), Lang::Zh);
    assert!(step.contains("- 在“开始”之后\n- “开始”后24小时内\n"), "{step}");
    assert!(step.contains("警察法第6条（占位值）"), "{step}");
    let basis = told("standard.yaml", &STANDARD.replacen("警察法", "警$0察法", 1), Lang::En);
    assert_eq!(basis, "**Legal basis**\n\n警察法, art. 6 (placeholder)");
}

#[test]
fn keys_words_rules_and_fields_are_told() {
    let key = |lang| told("standard.yaml", &STANDARD.replacen("within", "wi$0thin", 1), lang);
    assert_eq!(key(Lang::En), "**within** · `时限` `时间窗`\n\nBy when, counted from which step.");
    assert_eq!(key(Lang::Zh), "**within** · `时限` `时间窗`\n\n时限，及自哪个环节起算。");
    let word = STANDARD.replacen("placeholder", "place$0holder", 1);
    let word = told("standard.yaml", &word, Lang::En);
    assert_eq!(word, "**placeholder**\n\nTo be confirmed by the owner of the list.");
    let field = told("standard.yaml", &STANDARD.replacen("[grade", "[gr$0ade", 1), Lang::En);
    assert!(field.starts_with("**grade** · field\n\nGrade\n\ndefined in remit.toml:7"), "{field}");
    assert!(field.ends_with("- values: red, 黄"), "{field}");
    let rule = "kind: set # remit: allow list/set-with$0out-id x\n";
    let rule = told("a.yaml", rule, Lang::En);
    assert!(rule.starts_with("**list/set-without-id** · error\n\n"), "{rule}");
    let rule = "kind: waivers\nwaivers: { w: { rule: disposal/step-$0late } }\n";
    assert!(told("w.yaml", rule, Lang::Zh).starts_with("**disposal/step-late** · 错误\n\n"));
    assert_eq!(told("a.yaml", "kind: set\n$0", Lang::En), "");
}

#[test]
fn the_things_of_a_file_stand_within_each_other() {
    fn names(all: &[Symbol]) -> String {
        let own = all.iter().map(|own| {
            assert!(own.range.0 <= own.selection.0 && own.selection.1 <= own.range.1, "{own:?}");
            let below = if own.children.is_empty() {
                String::new()
            } else {
                format!("({})", names(&own.children))
            };
            format!("{} {}{below}", own.name, own.detail).trim().to_owned()
        });
        own.collect::<Vec<_>>().join(", ")
    }
    let mut own = set("standard.yaml", STANDARD);
    let path = own.file.clone();
    let all = symbols(&mut own.desk, &path, Lang::Zh);
    assert_eq!(names(&all), "open 开始, close 结束, both");
    let mut own = set("duties.toml", DUTIES);
    let path = own.file.clone();
    let all = symbols(&mut own.desk, &path, Lang::En);
    assert_eq!(names(&all), "A-1 Patrol, B-2 Dispatch");
    // The table of a duty goes on in another header.
    assert_eq!((all[0].range.0.line, all[0].range.1.line), (1, 5));
    let mut own =
        set("two.yaml", "kind: standard\nduty: A-1\nsteps: { a: {} }\n---\nkind: roster\nid: r\n");
    let path = own.file.clone();
    let all = symbols(&mut own.desk, &path, Lang::En);
    assert_eq!(names(&all), "A-1 standard(a), r roster");
}

/// What is offered for the findings of a rule, and the text after each.
fn offered(name: &str, text: &str, rule: &str) -> Vec<(String, bool, String)> {
    let mut own = set(name, text);
    let path = own.file.clone();
    let notes = own.notes();
    let note = notes.iter().find(|own| own.rule.id == rule);
    let rules: Vec<&str> = notes.iter().map(|own| own.rule.id).collect();
    let note = note.unwrap_or_else(|| panic!("{rule} in {rules:#?}"));
    let sheet = own.desk.sheet(&path).unwrap();
    let all = actions(&mut own.desk, &path, note, Lang::En);
    all.into_iter()
        .map(|action| {
            let mut text = sheet.text.to_string();
            let byte = |spot| sheet.byte(spot, own.desk.encoding);
            let (from, until) = action.edit.range;
            text.replace_range(byte(from)..byte(until), &action.edit.text);
            (action.title.get(Lang::En).to_owned(), action.safe, text)
        })
        .collect()
}

#[test]
fn findings_offer_what_mends_them() {
    let text = STANDARD.replace("starts: true", "strats: true");
    let all = offered("standard.yaml", &text, "list/unknown-key");
    assert_eq!(all, [("Change to `starts`".to_owned(), false, STANDARD.to_owned())]);
    let all = offered(
        "standard.yaml",
        &STANDARD.replace("after: [open", "after: [opn"),
        "list/unknown-step",
    );
    assert_eq!(all, [("Change to `open`".to_owned(), false, STANDARD.to_owned())]);
    let text = STANDARD.replace("after: [open]", "aliases: [no]\n    after: [open]");
    let all = offered("standard.yaml", &text, "list/ambiguous-text");
    assert_eq!(all[0], ("Write \"no\"".to_owned(), true, text.replace("[no]", "[\"no\"]")));
    let bare = DUTIES.trim_end().strip_suffix("\nholder = \"TEAM\"").unwrap().to_owned() + "\n";
    let all = offered("duties.toml", &bare, "list/duty-without-holder");
    let comment = "# remit: allow list/duty-without-holder REASON\n[duties.B-2]";
    let title = "Allow list/duty-without-holder here, for a reason".to_owned();
    assert_eq!(all, [(title, false, bare.replace("[duties.B-2]", comment))]);
}

#[test]
fn a_text_is_laid_out_or_left_alone() {
    let edit = |text: &str| {
        let mut own = set("more.yaml", text);
        let path = own.file.clone();
        formatting(&mut own.desk, &path).map(|own| own.text)
    };
    assert_eq!(edit("kind: set\nid: {a:   b}\n").as_deref(), Some(" a: b "));
    assert_eq!(edit("kind: set\n"), None);
    assert_eq!(edit("kind: [set\n"), None);
}
