//! The reference pages of the project: every rule, and every key of every kind of document, from the
//! same texts as `remit explain` and the schemas.

use std::fmt::Write as _;

use serde_json::{Map, Value as Json};

use super::explain::rules::GROUPS;
use crate::doc::{keys, schema::words};
use crate::finding::Rule;
use crate::model::load::KINDS;
use crate::model::schema::{about, schema};
use crate::text::Lang;

/// Every rule with its severity, text and examples, in Markdown.
pub fn rules(all: &[&'static Rule], lang: Lang) -> String {
    let mut out = match lang {
        Lang::En => {
            "# Rules\n\nMade by `remit reference`. `remit explain RULE` shows one of them.\n"
        }
        Lang::Zh => "# 规则\n\n由`remit reference`生成。`remit explain 规则`可查看其中一条。\n",
    }
    .to_owned();
    for (name, title) in &GROUPS {
        let own: Vec<_> = all.iter().filter(|rule| rule.group() == *name).collect();
        let _ = writeln!(out, "\n## {name} · {}", title.get(lang));
        for rule in own {
            let _ = writeln!(out, "\n### {}\n\n**{}**", rule.id, rule.title.get(lang));
            let _ = writeln!(out, " · {}", rule.severity.words().get(lang));
            if rule.fatal {
                let refuses = match lang {
                    Lang::En => "an audit refuses such a list",
                    Lang::Zh => "存在此问题时拒绝审计",
                };
                let _ = writeln!(out, " · {refuses}");
            }
            let _ = writeln!(out, "\n{}", rule.text(lang));
            for (kinds, en, zh) in [
                (["fail", "fail-described"], "This breaks it:", "违反的写法："),
                (["pass", "pass-described"], "This keeps it:", "正确的写法："),
            ] {
                let examples: Vec<_> = kinds.iter().flat_map(|kind| rule.examples(kind)).collect();
                if !examples.is_empty() {
                    let _ = writeln!(out, "\n{}", if lang == Lang::En { en } else { zh });
                }
                for example in examples {
                    let _ = writeln!(out, "\n```{}\n{}```", example.format, example.text);
                }
            }
        }
    }
    out
}

/// Every kind of document with its keys, in Markdown.
pub fn documents(lang: Lang) -> String {
    let mut out = match lang {
        Lang::En => {
            "# Documents\n\nMade by `remit reference`. `remit schema KIND` prints the same for editors. Keys may be written in\nChinese, too.\n"
        }
        Lang::Zh => {
            "# 文档\n\n由`remit reference`生成。`remit schema 种类`输出编辑器所用的结构。键可用英文，也可用中文。\n"
        }
    }
    .to_owned();
    let mut parts = Map::new();
    for (kind, chinese) in KINDS {
        let (Some(own), Some(about)) = (schema(kind), about(kind)) else { continue };
        let _ = writeln!(out, "\n## {kind} · {chinese}\n\n{}", about.get(lang));
        table(&own, lang, &mut out);
        if let Some(Json::Object(definitions)) = own.get("definitions") {
            parts.extend(definitions.clone());
        }
    }
    let _ = writeln!(out, "\n## {}", if lang == Lang::En { "Parts" } else { "组成部分" });
    let mut names: Vec<&String> = parts.keys().collect();
    names.sort();
    for name in names {
        let Some(own) = parts.get(name) else { continue };
        let _ = writeln!(out, "\n### {}", short(name));
        if let Some(text) = own.get("description").and_then(Json::as_str) {
            let _ = writeln!(out, "\n{}", words(text).get(lang));
        }
        table(own, lang, &mut out);
        values(own, lang, &mut out);
        for form in own.get("anyOf").and_then(Json::as_array).into_iter().flatten() {
            table(form, lang, &mut out);
        }
        if let Some(pattern) = own.get("pattern").and_then(Json::as_str) {
            let _ = writeln!(out, "\n`{pattern}`");
        }
    }
    out
}

fn short(name: &str) -> &str {
    name.strip_suffix("Doc").unwrap_or(name)
}

/// The keys of a mapping.
fn table(own: &Json, lang: Lang, out: &mut String) {
    let Some(properties) = own.get("properties").and_then(Json::as_object) else { return };
    let head = match lang {
        Lang::En => "| key | holds | |",
        Lang::Zh => "| 键 | 内容 | |",
    };
    let _ = writeln!(out, "\n{head}\n|---|---|---|");
    let is_word =
        |key: &str| properties.keys().any(|own| own != key && keys::english(key) == Some(own));
    for (key, value) in properties.iter().filter(|(key, _)| !is_word(key)) {
        let mut names = vec![format!("`{key}`")];
        names.extend(
            keys::names(key)
                .skip(1)
                .filter(|own| properties.contains_key(*own))
                .map(|own| format!("`{own}`")),
        );
        let text = value.get("description").and_then(Json::as_str).unwrap_or_default();
        let text = words(text).get(lang).replace('|', "\\|");
        let _ = writeln!(out, "| {} | {} | {text} |", names.join(" "), holds(value, lang));
    }
}

/// The values of which one is chosen.
fn values(own: &Json, lang: Lang, out: &mut String) {
    let all = own.get("oneOf").and_then(Json::as_array).into_iter().flatten();
    let lines: Vec<String> = all
        .filter_map(|one| {
            let value = one.get("const")?.as_str()?;
            let text = words(one.get("description").and_then(Json::as_str).unwrap_or_default());
            Some(format!("- `{value}`: {}", text.get(lang)))
        })
        .collect();
    if !lines.is_empty() {
        let _ = writeln!(out, "\n{}", lines.join("\n"));
    }
}

/// What a value holds, in a few words.
fn holds(value: &Json, lang: Lang) -> String {
    if let Some(target) = value.get("$ref").and_then(Json::as_str) {
        let name = short(target.rsplit('/').next().unwrap_or_default());
        return format!("[{name}](#{})", name.to_lowercase());
    }
    let word = |en: &str, zh: &str| if lang == Lang::En { en.to_owned() } else { zh.to_owned() };
    if let Some([only]) = value.get("allOf").and_then(Json::as_array).map(Vec::as_slice) {
        return holds(only, lang);
    }
    if let Some(names) = value.get("enum").and_then(Json::as_array) {
        let names = names.iter().filter_map(Json::as_str).map(|own| format!("`{own}`"));
        return names.collect::<Vec<_>>().join(" ");
    }
    if let Some(forms) = value.get("anyOf").and_then(Json::as_array) {
        // One value or a list of them.
        if let [one, list] = forms.as_slice()
            && list.get("items") == Some(one)
        {
            return format!("{}{}", holds(one, lang), word(", one or more", "，一个或多个"));
        }
        return forms.iter().map(|own| holds(own, lang)).collect::<Vec<_>>().join(" / ");
    }
    let kind = match value.get("type") {
        Some(Json::Array(all)) => all.first().and_then(Json::as_str),
        Some(own) => own.as_str(),
        None => None,
    };
    match kind {
        Some("string") => word("text", "文本"),
        Some("boolean") => word("true or false", "true 或 false"),
        Some("integer") => word("whole number", "整数"),
        Some("number") => word("number", "数字"),
        Some("array") => word("list", "列表"),
        Some("object") => match value.get("additionalProperties") {
            Some(own @ Json::Object(_)) => {
                format!("{}{}", word("by name: ", "按名称："), holds(own, lang))
            }
            _ => word("mapping", "映射"),
        },
        _ => word("anything", "任意值"),
    }
}
