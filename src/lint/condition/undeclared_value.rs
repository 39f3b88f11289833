use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::{At, Owner, signals};
use crate::lint::wording::{did_you_mean, listed};
use crate::model::Day;
use crate::model::condition::{Condition, Test};
use crate::model::docs::{ColumnDoc, FieldType};
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A field is compared with a value that it can't have.
    ///
    /// The set declares which values a field may have, or that it holds numbers, days or true and
    /// false. A mistyped value would never be met, and what hangs on it would silently never apply.
    /// Write the value as it is declared, or declare it. `below`, `above` and the like are for
    /// fields of `type: number`.
    ///
    /// ## 中文
    ///
    /// 字段与不可能的取值作了比较。
    ///
    /// 清单集声明了字段可以取哪些值，或者它是数字、日期、是否。写错的取值永远不会出现，依赖它的内容就会悄悄地永远
    /// 不适用。请按声明书写取值，或补充声明。`below`、`above`等只用于`type: number`（数字）的字段。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: dv-linkage
    /// fields:
    ///   grade: { title: { zh: 等级, en: Grade }, values: [red, yellow, blue] }
    ///   injured: { title: { zh: 受伤, en: Injured }, type: boolean }
    /// ---
    /// kind: standard
    /// duty: DV-08
    /// steps:
    ///   visit: { title: 走访, when: { grade: [red, yelow], injured: "yes" } }
    /// #                                          ^^^^^            ^^^^^
    ///   record: { title: 记录, when: { grade: { below: 3 } } }
    /// #                              ^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: dv-linkage
    /// fields:
    ///   grade: { title: { zh: 等级, en: Grade }, values: [red, yellow, blue] }
    ///   injured: { title: { zh: 受伤, en: Injured }, type: boolean }
    ///   age: { title: { zh: 年龄, en: Age }, type: number }
    ///   remark: { title: { zh: 说明, en: Remark } }
    /// ---
    /// kind: standard
    /// duty: DV-08
    /// steps:
    ///   visit: { title: 走访, when: { grade: [red, yellow], injured: true, remark: 拒绝 } }
    ///   record: { title: 记录, when: { age: { below: 14 } } }
    /// ```
    pub(super) static RULE = "list/undeclared-value", Error,
        "value that a field can't have", "字段不可能有的取值";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for clause in &index.clauses {
        clause.condition.leaves(&mut |leaf| {
            let Condition::Field { field, test, .. } = leaf else {
                return;
            };
            match test {
                Test::OneOf(values) => {
                    for value in values {
                        let (text, place) = (value.as_str(), value.span);
                        sink_value(index, clause.at, field.as_str(), text, place, sink);
                    }
                }
                Test::Number { .. } => number(index, clause.at, field.as_str(), field.span, sink),
                Test::Known(_) => {}
            }
        });
    }
    for duty in &index.duties {
        for (field, values) in duty.doc.matches.iter().flat_map(|matches| matches.values.iter()) {
            for value in values.iter() {
                let at = At::duty(*duty);
                sink_value(index, at, field.as_str(), value.as_str(), value.span, sink);
            }
        }
    }
    for (at, _, signal) in signals(index.draft) {
        let Some(field) = &signal.field else { continue };
        for value in signal.value.iter().chain(signal.order.iter()) {
            sink_value(index, at, field.as_str(), value.as_str(), value.span, sink);
        }
    }
    for mapping in &index.draft.mappings {
        let id = mapping.value.id.as_ref().map_or("", |id| id.as_str());
        let at = At { set: mapping.set, owner: Owner::Mapping(id), place: mapping.place };
        let steps = mapping.value.steps.iter().flat_map(|(_, step)| step.fields.iter());
        for (field, column) in mapping.value.columns.fields.iter().chain(steps) {
            let ColumnDoc { values, .. } = column;
            for (from, to) in values {
                sink_value(index, at, field.as_str(), to, from.span, sink);
            }
        }
    }
}

/// Whether a text is a value that a field may have; nothing if the field is unknown.
fn fits(index: &Index<'_>, field: &str, text: &str) -> Option<bool> {
    let (_, doc) = index.field(field)?;
    Some(match (index.values(field), doc.kind) {
        (Some(values), _) => values.contains(&text),
        (None, Some(FieldType::Number)) => text.trim().parse::<f64>().is_ok(),
        (None, Some(FieldType::Date)) => Day::parse(text).is_some(),
        (None, _) => true,
    })
}

fn sink_value(
    index: &Index<'_>,
    at: At<'_>,
    field: &str,
    text: &str,
    place: Span,
    sink: &mut Sink,
) {
    if fits(index, field, text) != Some(false) {
        return;
    }
    let owner = at.words();
    let message = say!(
        "`{text}`, in {owner}, is not a value of `{field}`",
        "{owner}中的`{text}`不是`{field}`的取值",
        owner: owner
    );
    let values = index.values(field).unwrap_or_default();
    let near = index.nearest(text, values.iter().copied());
    let shown = listed(values.iter().copied());
    let otherwise = if values.is_empty() {
        Words::fixed(
            "write a number, or a day like 2026-01-05",
            "请写数字，或 2026-01-05 这样的日期",
        )
    } else {
        say!("its values are {shown}", "它的取值有：{shown}", shown: shown)
    };
    let label = Words::fixed("no such value", "没有这个取值");
    let subject = at.subject(&format!("{field}={text}"));
    let help = did_you_mean(near, otherwise);
    sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
}

/// A comparison of numbers with a field that holds none.
fn number(index: &Index<'_>, at: At<'_>, field: &str, place: Span, sink: &mut Sink) {
    let Some((_, doc)) = index.field(field) else {
        return;
    };
    let listed = || doc.values.iter().all(|value| value.value.trim().parse::<f64>().is_ok());
    if doc.kind == Some(FieldType::Number)
        || doc.kind.is_none() && !doc.values.is_empty() && listed()
    {
        return;
    }
    let owner = at.words();
    let message = say!(
        "{owner} compares `{field}` with a number, and it holds none",
        "{owner}把`{field}`与数字比较，而它不是数字",
        owner: owner
    );
    let label = Words::fixed("not a number", "不是数字");
    let help = Words::fixed(
        "declare the field with `type: number`, or compare it with its values",
        "请将字段声明为`type: number`，或与它的取值比较",
    );
    sink.push(Finding::at(&RULE, place, message, label).help(help).about(at.subject(field)));
}
