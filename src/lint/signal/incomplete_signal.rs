use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::signals;
use crate::model::docs::SignalTest;
use crate::rule;
use crate::text::say;

rule! {
    /// A signal lacks what its test looks at.
    ///
    /// Without `test`, or without the step, field or value that the test needs, the signal is left out
    /// of every audit and nobody notices. `remit explain signal/TEST` shows what each test needs.
    ///
    /// ## 中文
    ///
    /// 异常信号缺少其检验所需的内容。
    ///
    /// 没有`test`（检验），或者缺少检验所需的环节、字段或取值，该信号不参加审计，而且无人察觉。
    /// `remit explain signal/检验`列有各项检验所需的内容。
    ///
    /// ```toml fail
    /// kind = "set"
    /// id = "x"
    /// [signals.late-entries]
    /// #        ^^^^^^^^^^^^
    /// test = "back-filled"
    /// [signals.nothing]
    /// #        ^^^^^^^
    /// at_least = 3
    /// ```
    ///
    /// ```toml pass
    /// kind = "set"
    /// id = "x"
    /// [fields.recorded_at]
    /// [signals.late-entries]
    /// test = "back-filled"
    /// field = "recorded_at"
    /// ```
    pub(super) static RULE = "list/incomplete-signal", Error,
        "incomplete signal", "异常信号不完整";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, name, doc) in signals(index.draft) {
        let written = doc.written();
        let missing: Vec<&str> = match &doc.test {
            None => vec!["test"],
            Some(test) => {
                let has = |key: &&&str| written.iter().any(|(own, _)| own == *key);
                let mut missing: Vec<&str> =
                    test.value.keys().0.iter().filter(|key| !has(key)).copied().collect();
                let neither = doc.shorter.is_none() && doc.longer.is_none();
                if test.value == SignalTest::ImpossibleDuration && neither {
                    missing.push("shorter");
                }
                missing
            }
        };
        for key in missing {
            let name = name.as_str();
            let message = say!("the signal `{name}` has no `{key}`", "异常信号`{name}`没有`{key}`");
            let label = say!("without `{key}`", "没有`{key}`");
            let help = say!(
                "add `{key}`; `remit explain` lists the tests",
                "请补上`{key}`；`remit explain`列有各项检验"
            );
            let subject = at.subject(&format!("{name} {key}"));
            sink.push(Finding::at(&RULE, at.place, message, label).help(help).about(subject));
        }
    }
}
