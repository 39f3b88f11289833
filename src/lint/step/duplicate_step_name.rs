use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::{At, Owner};
use crate::lint::wording::folded;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// Two steps of a duty have the same name.
    ///
    /// Logs name a step by its id, its title or an alias. Where two steps of one duty share a name,
    /// the first one gets all events and the other one is always missing. Case, full width and outer
    /// spaces make no difference. Steps of different duties may have the same name: the duty decides.
    ///
    /// ## 中文
    ///
    /// 同一责任事项的两个环节名称相同。
    ///
    /// 日志以编号、名称或别名指称环节。两个环节同名时，记录会全部算到前一个，后一个总是缺失。大小写、全角半角
    /// 和首尾空格不影响比较。不同责任事项的环节可以同名，由责任事项区分。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: PP-04
    /// steps:
    ///   verify: { title: { zh: 核查, en: Verify } }
    /// #                  ----------------------
    ///   recheck: { title: { zh: 复查, en: Re-check }, aliases: [回查, 核查] }
    /// #                                                           ^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: PP-04
    /// steps:
    ///   verify: { title: { zh: 核查, en: Verify }, aliases: [verify, 核查] }
    ///   recheck: { title: { zh: 复查, en: Re-check } }
    /// ---
    /// kind: standard
    /// duty: PP-05
    /// steps:
    ///   check: { title: { zh: 核查, en: Verify } }
    /// ```
    pub(super) static RULE = "list/duplicate-step-name", Error,
        "two steps of one name", "两个环节同名";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let mut first: HashMap<String, (&str, Span), FixedState> = HashMap::default();
    for doc in &index.draft.standards {
        first.clear();
        let duty = doc.value.duty.as_ref().map_or("", |duty| duty.as_str());
        for (id, step) in doc.value.steps.iter() {
            let titles = step.title.iter().flat_map(|title| {
                title.en.iter().chain(&title.zh).map(|text| (text.as_str(), title.span))
            });
            let aliases = step.aliases.iter().map(|alias| (alias.as_str(), alias.span));
            for (name, place) in
                std::iter::once((id.as_str(), id.span)).chain(titles).chain(aliases)
            {
                let (other, earlier) = *first.entry(folded(name)).or_insert((id.as_str(), place));
                if other == id.as_str() {
                    continue;
                }
                let own = id.as_str();
                let message = say!(
                    "steps `{other}` and `{own}` of `{duty}` are both called `{name}`",
                    "`{duty}`的环节`{other}`和`{own}`都叫`{name}`"
                );
                let help = Words::fixed(
                    "give one of them another name, as logs show it",
                    "请按日志中的写法给其中一个换个名称",
                );
                let at = At { set: doc.set, owner: Owner::Step(duty, own), place: id.span };
                sink.push(
                    Finding::at(&RULE, place, message, Words::fixed("the same name", "名称相同"))
                        .also_at(earlier, Words::fixed("named so first", "首次用此名称"))
                        .help(help)
                        .about(at.subject(name)),
                );
            }
        }
    }
}
