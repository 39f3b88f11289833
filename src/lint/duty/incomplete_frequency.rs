use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::model::docs::{ExpectedDoc, ForEach};
use crate::model::draft::DutyRef;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A frequency lacks a part without which it can't be counted.
    ///
    /// It needs the window (`every: month`). What is counted for each target needs the kind of
    /// target (`for_each: target` and `of: rental-house`); a kind without `for_each: target` would
    /// be counted for each body instead, and so would `where`.
    ///
    /// ## 中文
    ///
    /// 频次缺少必要的部分，无法计算。
    ///
    /// 频次要有周期（`every: month`）。按对象计算的，要写明对象的种类（`for_each: target`加
    /// `of: rental-house`）；只写种类而没有`for_each: target`，就会按单位计算，`where`也一样不起作用。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-06:
    ///     title: { zh: 出租房屋走访, en: Rental visits }
    ///     expected:
    ///       - { at_least: 2, for_each: body }
    /// #                   ^
    ///       - { every: month, of: rental-house }
    /// #                           ^^^^^^^^^^^^
    ///       - { every: quarter, for_each: target }
    /// #                ^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-06:
    ///     title: { zh: 出租房屋走访, en: Rental visits }
    ///     expected:
    ///       - { at_least: 2, every: week, for_each: body }
    ///       - { every: month, for_each: target, of: rental-house, where: { grade: red } }
    /// ```
    pub(super) static RULE = "list/incomplete-frequency", Error,
        "a frequency that can't be counted", "频次无法计算";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for duty in &index.duties {
        for (number, expected) in duty.doc.expected.iter().enumerate() {
            for (place, message, help) in faults(duty, expected) {
                let id = &duty.id.value;
                let message = say!(
                    "a frequency of duty `{id}` {message}",
                    "责任事项`{id}`的频次{message}",
                    message: message
                );
                let label = Words::fixed("can't be counted", "无法计算");
                let subject = At::duty(*duty).subject(&number.to_string());
                sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
            }
        }
    }
}

fn faults(duty: &DutyRef<'_>, expected: &ExpectedDoc) -> Vec<(Span, Words, Words)> {
    let mut faults = Vec::new();
    let every = expected.every.as_ref().map(|every| every.span);
    let at_least = expected.at_least.as_ref().map(|number| number.span);
    let of = expected.of.as_ref().map(|of| of.span);
    let step = expected.step.as_ref().map(|step| step.span);
    let written = every.or(at_least).or(of).or(step).unwrap_or(duty.id.span);
    if every.is_none() {
        faults.push((
            written,
            Words::fixed("doesn't say in which time", "没有写明周期"),
            Words::fixed(
                "add `every`: `day`, `week`, `month`, `quarter`, `half-year` or `year`",
                "请补上`every`：`day`、`week`、`month`、`quarter`、`half-year`或`year`",
            ),
        ));
    }
    let by_target = expected.for_each == ForEach::Target;
    match (by_target, of) {
        (true, None) => faults.push((
            written,
            Words::fixed("doesn't say of which kind its targets are", "没有写明对象的种类"),
            Words::fixed(
                "add the kind as the roster names it, such as `of: rental-house`",
                "请补上名册中的对象种类，例如`of: rental-house`",
            ),
        )),
        (false, Some(place)) => faults.push((
            place,
            Words::fixed(
                "names a kind of target but is not counted for each target",
                "写了对象种类，却不是按对象计算",
            ),
            Words::fixed("add `for_each: target`", "请补上`for_each: target`"),
        )),
        _ => {}
    }
    if let (false, None, Some((key, _))) = (by_target, of, expected.filter.first()) {
        faults.push((
            key.span,
            Words::fixed(
                "asks for attributes but is not counted for each target",
                "写了对象属性，却不是按对象计算",
            ),
            Words::fixed(
                "add `for_each: target` and the kind of target as `of`",
                "请补上`for_each: target`，并用`of`写明对象种类",
            ),
        ));
    }
    faults
}
