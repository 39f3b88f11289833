use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::model::Title;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A prohibited act has neither keywords nor codes.
    ///
    /// Acts on the negative list are recognised in a log by words of its text or by codes. Without
    /// any, the act stands on the list and is never seen. Add the words by which people record it.
    ///
    /// ## 中文
    ///
    /// 禁止行为没有写关键词，也没有写代码。
    ///
    /// 负面清单上的行为要靠日志文本中的词语或代码来识别；两者都没有，禁止虽写在清单上，却永远查不出来。
    /// 请补上记录中会出现的词语。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: proactive-policing
    /// prohibited:
    ///   - title: 罚款指标
    /// #          ^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: proactive-policing
    /// prohibited:
    ///   - title: 罚款指标
    ///     keywords: [罚款指标, 办案指标分解]
    /// ```
    pub(super) static RULE = "list/unseen-prohibition", Warning,
        "a prohibited act that no log can show", "禁止行为无从识别";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for set in &index.draft.sets {
        for act in set.value.prohibited.iter() {
            let mut words = act.keywords.iter().chain(act.codes.iter());
            if words.any(|word| !word.value.trim().is_empty()) {
                continue;
            }
            let place = act.title.as_ref().map_or(set.place, |title| title.span);
            let what = Title::or(act.title.as_ref(), "?");
            let message = say!(
                "no log can show the prohibited act “{what}”",
                "日志无从显示禁止行为“{what}”",
                what: what
            );
            let label = Words::fixed("without keywords or codes", "没有关键词或代码");
            let help = Words::fixed(
                "add `keywords` by which people record it, or `codes`",
                "请补上`keywords`（记录中会出现的词语）或`codes`",
            );
            let detail = Some(what.en.to_string());
            let subject = Subject { detail, ..Subject::default() };
            sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
        }
    }
}
