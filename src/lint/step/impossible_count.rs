use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::{At, place_of_safeguard, standards};
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A number of times or persons is impossible or says nothing.
    ///
    /// A step can't be done at least three times and at most twice. `at_least: 0` asks for nothing
    /// (write `optional: true`), `at_most: 0` allows nothing (write `forbidden: true`), and no step
    /// is carried out by nobody.
    ///
    /// ## 中文
    ///
    /// 次数或人数不可能，或没有意义。
    ///
    /// 一个环节不能既至少三次又至多两次。`at_least: 0`等于没有要求（请写`optional: true`），`at_most: 0`等于
    /// 不许做（请写`forbidden: true`），也没有哪个环节由零个人实施。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   visit: { title: 查访, at_least: 3, at_most: 2 }
    /// #                               -           ^
    ///   record: { title: 记录, at_least: 0, by: { persons: 0 } }
    /// #                                ^                 ^
    /// safeguards: [{ require: two-persons, of: visit, persons: 1 }]
    /// #                                                        ^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   visit: { title: 查访, at_least: 3, at_most: 3 }
    ///   record: { title: 记录, by: { persons: 1 } }
    /// safeguards: [{ require: two-persons, of: visit, persons: 2 }]
    /// ```
    pub(super) static RULE = "list/impossible-count", Error,
        "impossible number of times or persons", "次数或人数不可能";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let mut say_so = |at: At<'_>, place: Span, what: Words, help: Words, other: Option<Span>| {
        let owner = at.words();
        let message = say!("{owner} {what}", "{owner}{what}", owner: owner, what: what);
        let subject = at.subject(&what.en);
        let mut finding =
            Finding::at(&RULE, place, message, Words::fixed("impossible", "不可能")).help(help);
        if let Some(other) = other {
            finding =
                finding.also_at(other, Words::fixed("but this often at least", "却至少这么多次"));
        }
        sink.push(finding.about(subject));
    };
    for step in &index.steps {
        let (least, most) = (step.doc.at_least.as_ref(), step.doc.at_most.as_ref());
        if let Some(least) = least.filter(|least| least.value == 0 && !step.doc.forbidden) {
            let what = Words::fixed("is required zero times", "要求做零次");
            let help = Words::fixed("write `optional: true`", "请写`optional: true`");
            say_so(step.at(), least.span, what, help, None);
        }
        if let Some(most) = most.filter(|most| most.value == 0 && !step.doc.forbidden) {
            let what = Words::fixed("may be done zero times", "可以做零次");
            let help = Words::fixed("write `forbidden: true`", "请写`forbidden: true`");
            say_so(step.at(), most.span, what, help, None);
        } else if let Some((least, most)) = least.zip(most).filter(|(l, m)| l.value > m.value) {
            let (l, m) = (least.value, most.value);
            let what = say!(
                "is required {l} times and may be done {m} times",
                "要求至少{l}次，却至多{m}次"
            );
            let help = Words::fixed("correct one of the two numbers", "请更正其中一个数字");
            say_so(step.at(), most.span, what, help, Some(least.span));
        }
        let persons = step.doc.by.as_ref().and_then(|by| by.persons.as_ref());
        if let Some(persons) = persons.filter(|persons| persons.value == 0) {
            let what = Words::fixed("is carried out by nobody", "由零个人实施");
            let help = Words::fixed("write at least 1, or leave it out", "请至少写 1，或不写");
            say_so(step.at(), persons.span, what, help, None);
        }
    }
    for duty in &index.duties {
        let zero = |number: &&Spanned<u32>| number.value == 0;
        let expected = duty.doc.expected.iter();
        for number in expected.filter_map(|expected| expected.at_least.as_ref()).filter(zero) {
            let what = Words::fixed("is expected zero times", "频次为零");
            let help = Words::fixed("write at least 1, or take it out", "请至少写 1，或去掉该频次");
            say_so(At::duty(*duty), number.span, what, help, None);
        }
    }
    for (at, standard) in standards(index.draft) {
        for safeguard in standard.safeguards.iter() {
            if let Some(persons) = safeguard.persons.as_ref().filter(|persons| persons.value < 2) {
                let place = place_of_safeguard(safeguard, at.place);
                let number = persons.value;
                let what = say!("has a safeguard of {number} person", "有一项{number}人的保障措施");
                let help = Words::fixed("write at least 2", "请至少写 2");
                say_so(At { place, ..at }, persons.span, what, help, None);
            }
        }
    }
}
