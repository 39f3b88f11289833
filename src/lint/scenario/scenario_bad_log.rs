use super::{problems, subject};
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::model::scenario::Trouble;
use crate::rule;
use crate::text::Words;

rule! {
    /// A scenario has no log that can be read.
    ///
    /// The log stands in `log` as comma-separated text with a header, every row with as many cells
    /// as the header and with a column `at`; or `file` names a log and `mapping` how it is read.
    /// Without rows there is nothing to audit, so the scenario can't be run.
    ///
    /// ## 中文
    ///
    /// 情景没有可读的日志。
    ///
    /// 日志写在`log`中：以逗号分隔，首行为表头，各行的格数与表头相同，并有`at`（时间）列；也可以用`file`
    /// 指定日志文件、用`mapping`指定映射。没有行就无从核对，情景无法运行。
    ///
    /// ```yaml fail
    /// kind: scenario
    /// id: DV-05
    /// log: |
    ///   step,at
    ///   draft,2026-03-02 09:00,north
    /// # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// expect: []
    /// ```
    ///
    /// ```yaml fail
    /// kind: scenario
    /// id: DV-05
    /// #   ^^^^^
    /// expect: []
    /// ```
    ///
    /// ```yaml pass
    /// kind: scenario
    /// id: DV-05
    /// log: |
    ///   step,at,body
    ///   draft,2026-03-02 09:00,north
    /// expect: []
    /// ```
    pub(super) static RULE = "list/scenario-bad-log", Error,
        "scenario without a readable log", "情景日志无法读取";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    problems(index, Trouble::Log, |doc, problem| {
        let label = Words::fixed("in the log of this scenario", "情景的日志在此");
        let help = Words::fixed(
            "write a header and rows with as many cells under `log`, or name a `file`",
            "请在`log`下写表头和格数相同的行，或用`file`指定文件",
        );
        let about = subject(doc, &problem.words.en);
        let found = Finding::at(&RULE, problem.span, problem.words.clone(), label);
        sink.push(found.help(help).about(about));
    });
}
