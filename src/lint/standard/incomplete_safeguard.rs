use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::{At, place_of_safeguard, standards};
use crate::model::docs::{SafeguardDoc, SafeguardKind};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A safeguard lacks a part without which it can't be checked.
    ///
    /// It needs `require`. What is checked at steps needs those steps (`of`); `different-persons`
    /// needs the steps whose person must be another (`from`), and `recorded` needs the field that
    /// shows the recording (`field`). Without them it stands on paper only. What no log can show is
    /// written as `require: words`.
    ///
    /// ## 中文
    ///
    /// 保障措施缺少必要的部分，无法检查。
    ///
    /// 须写明`require`；针对环节的，要写明是哪些环节（`of`）；`different-persons`（不同人员）要写明与哪些环节
    /// 的人员不同（`from`）；`recorded`（录音录像）要写明体现录制的字段（`field`）。否则只停留在纸面。日志无从
    /// 体现的，写成`require: words`。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    ///   deliver: { title: 送达 }
    /// safeguards:
    ///   - { require: two-persons }
    /// #              ^^^^^^^^^^^
    ///   - { require: recorded, of: deliver }
    /// #              ^^^^^^^^
    ///   - { of: draft }
    /// #         ^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    ///   deliver: { title: 送达 }
    /// safeguards:
    ///   - { require: two-persons, of: deliver }
    ///   - { require: different-persons, of: deliver, from: draft }
    ///   - { require: recorded, of: deliver, field: recording }
    ///   - { require: words, title: { zh: 保密, en: confidentiality } }
    /// ```
    pub(super) static RULE = "list/incomplete-safeguard", Error,
        "a safeguard that can't be checked", "保障措施无法检查";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        for safeguard in standard.safeguards.iter() {
            for key in missing(safeguard) {
                sink.push(lacks(at, safeguard, key));
            }
        }
    }
}

/// The keys that a safeguard needs and doesn't have.
fn missing(safeguard: &SafeguardDoc) -> Vec<&'static str> {
    let Some(kind) = &safeguard.require else {
        return vec!["require"];
    };
    let needs = |key, given: bool| (!given).then_some(key);
    let of = needs("of", !safeguard.of.is_empty());
    let found = match kind.value {
        SafeguardKind::TwoPersons => [of, None],
        SafeguardKind::DifferentPersons => [of, needs("from", !safeguard.from.is_empty())],
        SafeguardKind::Recorded | SafeguardKind::RecordedWhenAlone => {
            [of, needs("field", safeguard.field.is_some())]
        }
        SafeguardKind::Words => [None, None],
    };
    found.into_iter().flatten().collect()
}

fn lacks(at: At<'_>, safeguard: &SafeguardDoc, key: &'static str) -> Finding {
    let owner = at.words();
    let message = say!(
        "a safeguard of {owner} lacks `{key}`, so it can't be checked",
        "{owner}的保障措施缺少`{key}`，无法检查",
        owner: owner
    );
    let label = say!("without `{key}`", "没有`{key}`");
    let help = match key {
        "require" => Words::fixed(
            "add `require`: `two-persons`, `different-persons`, `recorded`, `recorded-when-alone` or `words`",
            "请补上`require`：`two-persons`、`different-persons`、`recorded`、`recorded-when-alone`或`words`",
        ),
        "field" => Words::fixed(
            "add the field that shows the recording as `field`",
            "请用`field`写明体现录制的字段",
        ),
        "from" => Words::fixed(
            "add the steps whose person must be another as `from`",
            "请用`from`写明与哪些环节的人员不同",
        ),
        _ => Words::fixed("add the steps that it protects as `of`", "请用`of`写明针对哪些环节"),
    };
    let place = place_of_safeguard(safeguard, at.place);
    Finding::at(&RULE, place, message, label).help(help).about(at.subject(key))
}
