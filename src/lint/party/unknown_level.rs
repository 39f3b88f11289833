use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::{At, Owner};
use crate::lint::wording::{did_you_mean, listed};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A level is not among the `levels` of the roster.
    ///
    /// Levels say who stands above whom, so that a station can't approve what its parent bureau has
    /// to. A level that is not in the roster's order stands nowhere, and the demand would be
    /// dropped. Write one of the levels, or add it to `levels` in its place.
    ///
    /// ## 中文
    ///
    /// 所写的层级不在名册的`levels`（层级）中。
    ///
    /// 层级说明谁在谁之上，例如应由上级公安机关批准的，派出所不能自行批准。不在名册次序中的层级无从比较，
    /// 这项要求就会落空。请写已有的层级，或按次序补入`levels`。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: CB-06
    /// steps:
    ///   extend: { title: 延长, by: { level: country } }
    /// #                                   ^^^^^^^
    /// ---
    /// kind: roster
    /// levels: [team, station, county]
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: CB-06
    /// steps:
    ///   extend: { title: 延长, by: { level: county } }
    /// ---
    /// kind: roster
    /// levels: [team, station, county]
    /// bodies:
    ///   PSB: { title: 县公安局, level: county }
    /// ```
    pub(super) static RULE = "list/unknown-level", Error,
        "unknown level", "未知的层级";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    if !index.has_roster {
        return;
    }
    let rosters = index.draft.rosters_in_use();
    let levels: Vec<&str> =
        rosters.flat_map(|doc| doc.value.levels.iter().map(Spanned::as_str)).collect();
    let mut look = |at: At<'_>, level: &Spanned<String>| {
        let text = &level.value;
        if levels.contains(&text.as_str()) {
            return;
        }
        let owner = at.words();
        let message = say!(
            "{owner} names the level `{text}`, which the roster doesn't have",
            "{owner}所写的层级`{text}`不在名册中",
            owner: owner
        );
        let shown = listed(levels.iter().copied());
        let otherwise = if levels.is_empty() {
            Words::fixed(
                "add `levels` to the roster, from the lowest to the highest",
                "请在名册中补上`levels`，由低到高排列",
            )
        } else {
            say!("the levels are {shown}", "现有层级：{shown}", shown: shown)
        };
        let near = index.nearest(text, levels.iter().copied());
        let label = Words::fixed("no such level", "没有这个层级");
        let help = did_you_mean(near, otherwise);
        let subject = at.subject(text);
        sink.push(Finding::at(&RULE, level.span, message, label).help(help).about(subject));
    };
    for step in &index.steps {
        if let Some(level) = step.doc.by.as_ref().and_then(|by| by.level.as_ref()) {
            look(step.at(), level);
        }
    }
    for (id, body) in &index.bodies {
        if let Some(level) = &body.level {
            look(At { set: 0, owner: Owner::Body(id.as_str()), place: id.span }, level);
        }
    }
}
