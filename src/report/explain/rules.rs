//! Rules: one with its text and examples, or all of them by group.

use crate::finding::rule::Example;
use crate::finding::{Rule, Severity};
use crate::report::style::{Ink, Page, Style, paint, plain};
use crate::text::width::{cut, width};
use crate::text::{Lang, Words};

/// The groups in the order in which they are told, and what they hold.
pub(in crate::report) const GROUPS: [(&str, Words); 9] = [
    ("gap", Words::fixed("duties not performed", "履职缺口")),
    ("disposal", Words::fixed("duties badly performed", "处置问题")),
    ("outside", Words::fixed("work outside the list", "清单外工作")),
    ("safeguard", Words::fixed("missing safeguards", "保障措施缺失")),
    ("evaluation", Words::fixed("measures below their target", "指标未达标")),
    ("signal", Words::fixed("signals for a human to look at", "供人研判的异常信号")),
    ("clue", Words::fixed("clues over many cases", "类案线索")),
    ("log", Words::fixed("faults of logs", "日志问题")),
    ("list", Words::fixed("faults of lists and other documents", "清单及其他文档问题")),
];

fn group(name: &str) -> Option<&'static Words> {
    static ALL: [(&str, Words); 9] = GROUPS;
    ALL.iter().find(|(own, _)| *own == name).map(|(_, words)| words)
}

/// Every rule by group, with its severity and a few words.
pub fn all_rules(rules: &[&'static Rule], style: Style) -> String {
    let mut page = Page::new(style);
    let names = rules.iter().map(|rule| width(rule.id)).max().unwrap_or(20);
    let severities = Severity::ALL.map(|severity| width(severity.words().get(style.lang)));
    let severities = severities.into_iter().max().unwrap_or(7);
    for (name, words) in &GROUPS {
        let own: Vec<_> = rules.iter().filter(|rule| rule.group() == *name).collect();
        if own.is_empty() {
            continue;
        }
        page.heading(&match style.lang {
            Lang::En => format!("{name}: {}", words.en),
            Lang::Zh => format!("{name}：{}", words.zh),
        });
        for rule in own {
            let word = rule.severity.words();
            let word = word.get(style.lang);
            let pad = |text: &str, columns: usize| " ".repeat(columns.saturating_sub(width(text)));
            let lead = format!(
                "  {}{}  {}{}  ",
                rule.id,
                pad(rule.id, names),
                paint(rule.severity.into(), word),
                pad(word, severities),
            );
            page.hanging(&lead, rule.title.get(style.lang));
        }
    }
    page.gap();
    page.paragraph(
        0,
        &paint(
            Ink::Dim,
            style.pick(
                "`remit explain RULE` tells one of them with examples",
                "运行`remit explain 规则`可查看详细说明和示例",
            ),
        ),
    );
    page.finish()
}

/// One rule: its name, severity, text and examples. `severity` is what a set makes of it.
pub fn rule(rule: &Rule, severity: Option<Severity>, style: Style) -> String {
    let mut page = Page::new(style);
    let title = rule.title.get(style.lang);
    page.hanging("", &format!("{}  {}", paint(Ink::Strong, rule.id), paint(Ink::Strong, title)));
    let word = |severity: Severity| severity.words().get(style.lang).to_owned();
    let mut about = vec![paint(rule.severity.into(), &word(rule.severity))];
    about.extend(group(rule.group()).map(|words| words.get(style.lang).to_owned()));
    if rule.fatal {
        about.push(style.pick("an audit refuses such a list", "存在此问题时拒绝审计").to_owned());
    }
    match severity {
        Some(own) if own == rule.severity => {}
        Some(own) => about.push(match style.lang {
            Lang::En => format!("{} in this set", word(own)),
            Lang::Zh => format!("本清单集设为{}", word(own)),
        }),
        None => about.push(style.pick("off in this set", "本清单集已关闭").to_owned()),
    }
    page.items("", &about, " · ");
    page.gap();
    for paragraph in paragraphs(&rule.text(style.lang)) {
        page.paragraph(0, &paragraph);
        page.gap();
    }
    let kinds = [
        (["fail", "fail-described"], "This breaks it", "违反的写法"),
        (["pass", "pass-described"], "This keeps it", "正确的写法"),
    ];
    for (names, en, zh) in kinds {
        let examples: Vec<Example> = names.iter().flat_map(|kind| rule.examples(kind)).collect();
        if !examples.is_empty() {
            page.heading(style.pick(en, zh));
        }
        for (at, example) in examples.iter().enumerate() {
            if at > 0 {
                page.gap();
            }
            for line in example.text.lines() {
                page.line(&cut(&format!("    {}", plain(line)), style.width));
            }
        }
    }
    page.finish()
}

/// Paragraphs of a text whose lines were broken by hand. Chinese lines join without a space.
fn paragraphs(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            open = false;
            continue;
        }
        let item = line.starts_with("- ") || line.starts_with("* ");
        match all.last_mut() {
            Some(last) if open && !item => {
                let wide =
                    |c: Option<char>| c.is_some_and(|c| width(c.encode_utf8(&mut [0; 4])) == 2);
                if !(wide(last.chars().next_back()) && wide(line.chars().next())) {
                    last.push(' ');
                }
                last.push_str(line);
            }
            _ => all.push(line.to_owned()),
        }
        open = true;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn lines_join_by_their_script() {
        let text = "one\ntwo\n\n责任\n清单 `a`\n之外\n- 甲\n- 乙";
        assert_eq!(paragraphs(text), ["one two", "责任清单 `a` 之外", "- 甲", "- 乙"]);
    }
}
