use std::collections::HashMap;

use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::lint::wording::named;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A duty has two standards.
    ///
    /// A duty is carried out in one way. With two standards it would depend on the order of the
    /// files which of them is judged. Keep one, or split the duty. What differs from place to place
    /// or from time to time is said within one standard, by conditions (`when`) and periods
    /// (`from`, `until`).
    ///
    /// ## 中文
    ///
    /// 一项责任有两份工作标准。
    ///
    /// 一项责任只能按一种标准履行；有两份时，以哪份判定将取决于文件的先后。请保留一份，或拆分责任事项。因地、
    /// 因时而异的内容，请在同一份标准中用条件（`when`）和施行期（`from`、`until`）写明。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// #     -----
    /// steps:
    ///   draft: { title: 制作 }
    /// ---
    /// kind: standard
    /// duty: DV-05
    /// #     ^^^^^
    /// steps:
    ///   deliver: { title: 送达 }
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    /// ---
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   visit: { title: 查访 }
    /// ```
    pub(super) static RULE = fatal "list/two-standards", Error,
        "two standards of one duty", "一项责任有两份标准";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let mut first: HashMap<&str, Span> = HashMap::new();
    for duty in index.draft.standards.iter().filter_map(|doc| doc.value.duty.as_ref()) {
        let Some(earlier) = first.get(duty.as_str()).copied() else {
            first.insert(duty.as_str(), duty.span);
            continue;
        };
        let what = named(duty.as_str(), index.title(duty.as_str()));
        let message =
            say!("duty {what} has two standards", "责任事项{what}有两份工作标准", what: what);
        let help = Words::fixed(
            "keep one of them; differences in place or time are conditions or periods within it",
            "请保留一份；因地因时的差别，用条件或施行期写在同一份中",
        );
        let subject = Subject { duty: Some(duty.value.clone()), ..Subject::default() };
        sink.push(
            Finding::at(&RULE, duty.span, message, Words::fixed("another standard", "另一份标准"))
                .also_at(earlier, Words::fixed("the first standard", "第一份标准"))
                .help(help)
                .about(subject),
        );
    }
}
