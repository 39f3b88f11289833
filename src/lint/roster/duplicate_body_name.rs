use std::collections::HashMap;

use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::lint::wording::folded;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// Two bodies have the same name.
    ///
    /// Logs name a body by its id, its title or an alias. Where two share a name, the first one gets
    /// all events: it is praised or blamed for what the other did. Case, full width and outer spaces
    /// make no difference. Write the name in full, as the log does.
    ///
    /// ## 中文
    ///
    /// 两个单位名称相同。
    ///
    /// 日志以编号、名称或别名指称单位。两个单位同名时，记录会全部算到前一个，功过都归错了人。大小写、全角半角和首尾
    /// 空格不影响比较。请按日志中的写法写出全称。
    ///
    /// ```yaml fail
    /// kind: roster
    /// bodies:
    ///   S1-COM: { title: 城关社区队, aliases: [社区队] }
    /// #                                   ---
    ///   S2-COM: { title: 河东社区队, aliases: [社区队] }
    /// #                                   ^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: roster
    /// bodies:
    ///   S1-COM: { title: 城关社区队, aliases: [城关所社区队, 城关社区队] }
    ///   S2-COM: { title: 河东社区队, aliases: [河东所社区队] }
    /// ```
    pub(super) static RULE = "list/duplicate-body-name", Error,
        "two bodies of one name", "两个单位同名";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let mut first: HashMap<String, (&str, Span)> = HashMap::new();
    for (id, body) in &index.bodies {
        let titles = body.title.iter().flat_map(|title| {
            title.en.iter().chain(&title.zh).map(|text| (text.as_str(), title.span))
        });
        let aliases = body.aliases.iter().map(|alias| (alias.as_str(), alias.span));
        for (name, place) in std::iter::once((id.as_str(), id.span)).chain(titles).chain(aliases) {
            let (other, earlier) = *first.entry(folded(name)).or_insert((id.as_str(), place));
            let own = id.as_str();
            if other == own {
                continue;
            }
            let message = say!(
                "bodies `{other}` and `{own}` are both called `{name}`",
                "单位`{other}`和`{own}`都叫`{name}`"
            );
            let help =
                Words::fixed("write the name in full, as the log does", "请按日志中的写法写出全称");
            let subject = Subject {
                body: Some(own.to_owned()),
                detail: Some(name.to_owned()),
                ..Subject::default()
            };
            sink.push(
                Finding::at(&RULE, place, message, Words::fixed("the same name", "名称相同"))
                    .also_at(earlier, Words::fixed("named so first", "首次用此名称"))
                    .help(help)
                    .about(subject),
            );
        }
    }
}
