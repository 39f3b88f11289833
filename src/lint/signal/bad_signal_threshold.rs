use crate::finding::{Finding, Severity, Sink};
use crate::lint::Index;
use crate::lint::walk::signals;
use crate::model::docs::SignalTest;
use crate::model::resolve::{length, percent};
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A threshold of a signal is nothing that can be compared.
    ///
    /// `share` is a share such as `80%`. `after` (of `back-filled`), `shorter` and `longer` are lengths
    /// of time such as `30m`, `72h` or `7d`, and not working days or months. `severity` is `error`,
    /// `warning` or `note`; a signal is a note unless the set says otherwise.
    ///
    /// ## 中文
    ///
    /// 异常信号的阈值无法比较。
    ///
    /// `share`（占比）应为`80%`这样的比率；`back-filled`的`after`以及`shorter`、`longer`应为`30m`、`72h`、`7d`这样的时长，不能是
    /// 工作日或月；`severity`（严重程度）应为`error`、`warning`或`note`，不写则为`note`（提示）。
    ///
    /// ```toml fail
    /// kind = "set"
    /// id = "x"
    /// [fields.recorded_at]
    /// [signals.late-entries]
    /// test = "back-filled"
    /// field = "recorded_at"
    /// after = "3wd"
    /// #       ^^^^^
    /// severity = "loud"
    /// #          ^^^^^^
    /// [signals.round]
    /// test = "round-times"
    /// share = "most"
    /// #       ^^^^^^
    /// ```
    ///
    /// ```toml pass
    /// kind = "set"
    /// id = "x"
    /// [fields.recorded_at]
    /// [signals.late-entries]
    /// test = "back-filled"
    /// field = "recorded_at"
    /// after = "3d"
    /// severity = "warning"
    /// [signals.round]
    /// test = "round-times"
    /// share = "80%"
    /// ```
    pub(super) static RULE = "list/bad-signal-threshold", Error,
        "threshold that can't be compared", "无法比较的阈值";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, name, doc) in signals(index.draft) {
        let back_filled = doc.test.as_ref().is_some_and(|t| t.value == SignalTest::BackFilled);
        let mut wrong: Vec<(&str, String, Span)> = Vec::new();
        if let Some(after) = doc.after.as_ref().filter(|_| back_filled)
            && length(&after.value).is_none()
        {
            wrong.push(("after", after.value.clone(), after.span));
        }
        for (key, limit) in [("shorter", &doc.shorter), ("longer", &doc.longer)] {
            if let Some(limit) = limit {
                let text = limit.value.to_string();
                if length(&text).is_none() {
                    wrong.push((key, text, limit.span));
                }
            }
        }
        if let Some(share) = doc.share.as_ref().filter(|share| percent(&share.value).is_none()) {
            wrong.push(("share", share.value.clone(), share.span));
        }
        if let Some(own) = &doc.severity
            && Severity::from_code(&own.value).is_none()
        {
            wrong.push(("severity", own.value.clone(), own.span));
        }
        for (key, text, place) in wrong {
            let name = name.as_str();
            let message = say!(
                "`{text}` is no `{key}` for the signal `{name}`",
                "`{text}`不能作为异常信号`{name}`的`{key}`"
            );
            let label = Words::fixed("can't be compared", "无法比较");
            let help = match key {
                "share" => Words::fixed("write it like `80%`", "请写成`80%`"),
                "severity" => Words::fixed(
                    "write `error`, `warning` or `note`",
                    "请写`error`、`warning`或`note`",
                ),
                _ => Words::fixed("write it like `30m`, `72h` or `7d`", "请写成`30m`、`72h`或`7d`"),
            };
            let subject = at.subject(&format!("{name} {key}"));
            sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
        }
    }
}
