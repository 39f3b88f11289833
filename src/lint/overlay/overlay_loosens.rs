use crate::finding::Sink;
use crate::lint::Index;
use crate::lint::overlays::faults;
use crate::model::overlay::FaultKind;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// What an overlay tightens becomes looser.
    ///
    /// Under `tighten` a limit may only become shorter, a number of persons or times only greater,
    /// evidence only more, those who may act only fewer, a target only higher. What becomes looser has
    /// no effect: the upper level's words hold. Where the local rule really says otherwise, put it
    /// under `replace`, with its basis.
    ///
    /// ## 中文
    ///
    /// 地方细则所收紧的内容反而放宽了。
    ///
    /// 在`tighten`（收紧）下，时限只能更短，人数、次数只能更多，佐证材料只能增加，可以实施的人员只能更少，目标只能
    /// 更高。放宽的内容不起作用，仍按上级规定。地方规定确有不同的，请写入`replace`（替换）并注明依据。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-06: { title: 回访 }
    /// ---
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   deliver: { title: 送达 }
    ///   visit: { title: 上门, after: deliver, within: { 7d: deliver }, by: { persons: 2 }, evidence: [photo, note] }
    /// #                                               --                            -               -----
    /// ---
    /// kind: overlay
    /// duty: DV-06
    /// tighten:
    ///   steps:
    ///     visit: { within: { 10d: deliver }, by: { persons: 1 }, evidence: [photo] }
    /// #                      ^^^                            ^               ^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-06: { title: 回访 }
    /// ---
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   deliver: { title: 送达 }
    ///   visit: { title: 上门, after: deliver, within: { 7d: deliver }, by: { persons: 2 }, evidence: [photo, note] }
    /// ---
    /// kind: overlay
    /// duty: DV-06
    /// tighten:
    ///   steps:
    ///     visit: { within: { 72h: deliver }, by: { persons: 3 }, evidence: [photo, note, signature] }
    /// ```
    pub(super) static RULE = "list/overlay-loosens", Error,
        "overlay loosens what it says it tightens", "地方细则以收紧之名放宽";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for told in faults(index, |kind| kind == FaultKind::Loosens) {
        let (part, duty) = (told.part(), told.duty(index));
        let message = say!(
            "under `tighten` the overlay makes {part} of duty {duty} looser",
            "地方细则在`tighten`（收紧）下放宽了责任事项{duty}的{part}",
            part: part, duty: duty
        );
        let label = Words::fixed("less than is asked for", "低于原有要求");
        let help = Words::fixed(
            "ask for as much or more; if the local rule says otherwise, put it under `replace`",
            "请写明不低于原有的要求；地方规定确有不同的，请写入`replace`（替换）",
        );
        let there =
            Words::fixed("what the upper level asks for; it still holds", "上级的要求，仍然有效");
        sink.push(told.finding(&RULE, message, label, there).help(help));
    }
}
