use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A pattern of file names can't be understood.
    ///
    /// `logs` of a set and `files` of a mapping name files by patterns, `sheet` sheets of a workbook: `*` stands for any
    /// characters, `?` for one, `**` for folders, `[0-9]` for one of several, `{a,b}` for either. A
    /// bracket that is not closed matches nothing, and the log would be left out without a word.
    ///
    /// ## 中文
    ///
    /// 文件名模式无法理解。
    ///
    /// 清单集的`logs`和映射的`files`用模式指称文件，`sheet`指称工作表：`*`代表任意字符，`?`代表一个字符，`**`代表各级文件夹，
    /// `[0-9]`代表其中之一，`{a,b}`代表任选其一。括号没有闭合就什么也匹配不到，日志会被悄悄漏掉。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: dv-linkage
    /// logs: ["logs/tasks-[2026-*.csv"]
    /// #      ^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: dv-linkage
    /// logs: ["logs/tasks-2026-*.csv"]
    /// ```
    pub(super) static RULE = "list/bad-log-pattern", Error,
        "a file name pattern that can't be understood", "文件名模式无法理解";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let logs = index.draft.sets.iter().flat_map(|set| set.value.logs.iter());
    let files = index.draft.mappings.iter().flat_map(|doc| doc.value.files.iter());
    let sheets = index.draft.mappings.iter().flat_map(|doc| doc.value.sheet.iter());
    for pattern in logs.chain(files).chain(sheets) {
        let Err(error) = globset::Glob::new(&pattern.value) else {
            continue;
        };
        let (text, why) = (&pattern.value, error.kind().to_string());
        let message =
            say!("`{text}` is not a pattern of file names", "`{text}`不是有效的文件名模式");
        let label = Words::made(why, "无法理解");
        let help = Words::fixed(
            "close every `[` and `{`, or put such a character in brackets: `[[]`",
            "请闭合每个`[`和`{`；如文件名中确有这类字符，请放进方括号：`[[]`",
        );
        let subject = Subject { detail: Some(text.clone()), ..Subject::default() };
        sink.push(Finding::at(&RULE, pattern.span, message, label).help(help).about(subject));
    }
}
