use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::titles;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// Something that people read about has no `title`.
    ///
    /// Reports are read by people who don't know the codes: in its place they would show `DV-05`,
    /// `deliver` or `S1-COM`. The set, its duties, steps, rules, roles, bodies, fields and
    /// prohibited acts need a title, and so does what a duty excludes.
    ///
    /// ## 中文
    ///
    /// 要给人看的内容没有`title`（名称）。
    ///
    /// 看报告的人并不熟悉代码：没有名称，报告里就只能显示`DV-05`、`deliver`或`S1-COM`。清单集、责任事项、
    /// 环节、规则、角色、单位、字段、禁止行为，以及责任事项不包括的内容，都应写明名称。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   deliver: { after: draft }
    /// # ^^^^^^^
    ///   draft: { title: 制作 }
    /// ```
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     boundary: { excludes: [{ to: COM }] }
    /// #                                ^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    ///   deliver: { title: { zh: 送达, en: Deliver }, after: draft }
    /// ```
    pub(super) static RULE = "list/missing-title", Warning,
        "without a title", "缺少名称";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    titles::titles(index.draft, |titled| {
        let given = titled.title.is_some_and(|title| title.en.is_some() || title.zh.is_some());
        if !titled.needed || given {
            return;
        }
        let what = (titled.what)();
        let message = say!("{what} has no title", "{what}没有名称", what: what);
        let help = Words::fixed(
            "add a title: `title: { zh: …, en: … }`, or one text if it is the same in both",
            "请补上名称：`title: { zh: …, en: … }`；两种语言相同时可写成一个文本",
        );
        let label = Words::fixed("without a title", "没有名称");
        let subject = titled.at.subject(titled.detail);
        sink.push(Finding::at(&RULE, titled.at.place, message, label).help(help).about(subject));
    });
}
