//! Rows of a table as documents in YAML.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Row;

/// Steps of one duty that are taken over from a cell.
const MOST: usize = 30;

/// A list, the roster of its bodies, and a standard for each duty.
pub(super) fn documents(rows: &[Row], name: &str) -> String {
    let mut out = String::new();
    let source = quoted(name);
    let _ = writeln!(out, "# 由权责清单导入；凡`待定`、`placeholder`处由清单所有人确认。");
    let _ = writeln!(
        out,
        "# Taken over from a table; what is 待定 or a placeholder is for the list's owner to confirm."
    );
    let _ = writeln!(out, "kind: responsibility-list\nduties:");
    for row in rows {
        let _ = writeln!(out, "  {}:", quoted(&row.id));
        let _ = writeln!(out, "    title: {}", both(&row.name));
        let _ = writeln!(out, "    holder: {}", quoted(&row.body));
        let _ = writeln!(out, "    work: routine");
        let _ = writeln!(out, "    trigger: [{{ event: {} }}]", both("待定"));
        if !row.function.is_empty() {
            let _ = writeln!(out, "    boundary: {{ includes: [{}] }}", both(&row.function));
        }
        let _ = writeln!(out, "    basis:");
        for (law, article) in laws(&row.basis) {
            let article = if article.is_empty() {
                String::new()
            } else {
                format!(", article: {}", quoted(&article))
            };
            let _ = writeln!(
                out,
                "      - {{ law: {}{article}, status: placeholder, source: {source} }}",
                quoted(&law)
            );
        }
        if !row.notes.is_empty() {
            let notes: Vec<String> =
                row.notes.iter().map(|(heading, text)| format!("{heading}：{text}")).collect();
            let _ = writeln!(out, "    note: {}", both(&notes.join("；")));
        }
    }
    roster(rows, &mut out);
    for row in rows {
        standard(row, &mut out);
    }
    out
}

fn roster(rows: &[Row], out: &mut String) {
    let levels: BTreeSet<&str> =
        rows.iter().map(|row| row.level.as_str()).filter(|own| is_level(own)).collect();
    let _ = writeln!(out, "---\nkind: roster");
    if !levels.is_empty() {
        let mut levels: Vec<&str> = levels.into_iter().collect();
        levels.sort_by_key(|own| rank(own));
        let names: Vec<String> = levels.iter().map(|own| quoted(own)).collect();
        let _ = writeln!(out, "levels: [{}]", names.join(", "));
    }
    let _ = writeln!(out, "bodies:");
    let mut seen = BTreeSet::new();
    for row in rows.iter().filter(|row| seen.insert(row.body.as_str())) {
        let level = if is_level(&row.level) {
            format!(", level: {}", quoted(&row.level))
        } else {
            String::new()
        };
        let _ = writeln!(out, "  {}: {{ title: {}{level} }}", quoted(&row.body), both(&row.body));
    }
}

/// Whether a cell names one level, and not several.
fn is_level(text: &str) -> bool {
    rank(text) < ORDER.len()
}

/// Levels from the lowest to the highest.
const ORDER: [&str; 7] = ["村级", "镇级", "乡级", "县级", "市级", "省级", "国家级"];

fn rank(text: &str) -> usize {
    ORDER.iter().position(|own| *own == text).unwrap_or(ORDER.len())
}

fn standard(row: &Row, out: &mut String) {
    let _ = writeln!(out, "---\nkind: standard\nduty: {}\nsteps:", quoted(&row.id));
    let steps = steps(&row.duties);
    let last = steps.len().saturating_sub(1);
    for (at, (title, text)) in steps.iter().enumerate() {
        let _ = writeln!(out, "  step-{}:", at + 1);
        let _ = writeln!(out, "    title: {}", both(title));
        if at > 0 {
            let _ = writeln!(out, "    after: step-{at}");
        } else {
            let _ = writeln!(out, "    starts: true");
        }
        if at == last {
            let _ = writeln!(out, "    ends: true");
        }
        if !text.is_empty() {
            let _ = writeln!(out, "    note: {}", both(text));
        }
    }
    let _ =
        writeln!(out, "safeguards: [{{ require: words, of: step-1, title: {} }}]", both("待定"));
    let _ = writeln!(
        out,
        "evaluation: [{{ measure: done, of: step-{}, target: 100%, title: {} }}]",
        last + 1,
        both("待定")
    );
}

/// The steps that a cell numbers: `1.受理责任：…2.审查责任：…`. Each has a title and its text.
fn steps(text: &str) -> Vec<(String, String)> {
    let chars: Vec<char> = text.chars().collect();
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let digits = chars.iter().skip(at).take_while(|c| c.is_ascii_digit()).count();
        let mark = chars.get(at + digits).is_some_and(|c| ".．、".contains(*c));
        let number: Option<usize> =
            chars.iter().skip(at).take(digits).collect::<String>().parse().ok();
        // Only a number that goes on counting begins a step; `第3.5条` does not.
        if digits > 0 && mark && number == Some(starts.len() + 1) && starts.len() < MOST {
            starts.push((at, at + digits + 1));
            at += digits + 1;
        } else {
            at += digits.max(1);
        }
    }
    if starts.is_empty() {
        let title = super::one_line(text);
        return vec![(if title.is_empty() { "待定".to_owned() } else { short(&title) }, title)];
    }
    let mut seen: Vec<String> = Vec::new();
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([chars.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|((_, begin), end)| {
            let part: String = chars.iter().skip(*begin).take(end - begin).collect();
            let part = super::one_line(part.trim());
            let title = part.split(['：', ':', '，', '。']).next().unwrap_or_default();
            let title = short(title.trim().trim_end_matches("责任"));
            let mut title = if title.is_empty() { "待定".to_owned() } else { title };
            if seen.contains(&title) {
                title = format!("{title}（{}）", seen.len() + 1);
            }
            seen.push(title.clone());
            (title, part)
        })
        .collect()
}

fn short(text: &str) -> String {
    text.chars().take(20).collect()
}

/// The laws between `《》` in a cell, each with the articles that follow it.
fn laws(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for part in text.split('《').skip(1) {
        let Some((law, rest)) = part.split_once('》') else { continue };
        let mut articles: Vec<&str> = Vec::new();
        for piece in rest.split('第').skip(1) {
            if let Some((number, _)) = piece.split_once('条')
                && !number.is_empty()
                && number.chars().all(|c| "零〇一二三四五六七八九十百千0123456789".contains(c))
                && !articles.contains(&number)
            {
                articles.push(number);
            }
        }
        let own = (law.trim().to_owned(), articles.join("、"));
        if !found.contains(&own) {
            found.push(own);
        }
    }
    if found.is_empty() {
        found.push((
            if text.is_empty() { "待定".to_owned() } else { text.to_owned() },
            String::new(),
        ));
    }
    found
}

/// A title: the table is in Chinese; a translation is for the drafter.
fn both(text: &str) -> String {
    format!("{{ zh: {} }}", quoted(text))
}

/// A text in quotes, as YAML and JSON both write it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
