use crate::finding::{Finding, Fix, Sink};
use crate::lint::Index;
use crate::lint::walk::signals;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A signal has a key that its test doesn't look at.
    ///
    /// Each test has its own keys: `first` and `then` belong to `impossible-order`, `order` to
    /// `lowered-after-close`, `share` to `round-times` and `one-sided`. A key of another test changes
    /// nothing, and whoever wrote it believes that it does.
    ///
    /// ## 中文
    ///
    /// 异常信号中有其检验不使用的内容。
    ///
    /// 各项检验有各自的内容：`first`和`then`属于`impossible-order`，`order`属于`lowered-after-close`，`share`属于
    /// `round-times`和`one-sided`。写了其他检验的内容不起任何作用，而书写者却以为有用。
    ///
    /// ```toml fail
    /// kind = "set"
    /// id = "x"
    /// [signals.same-words]
    /// test = "copied-text"
    /// share = "80%"
    /// #       ^^^^^
    /// ```
    ///
    /// ```toml pass
    /// kind = "set"
    /// id = "x"
    /// [signals.same-words]
    /// test = "copied-text"
    /// at_least = 4
    /// ```
    pub(super) static RULE = "list/idle-signal-key", Warning,
        "key that a signal does not use", "异常信号不使用的内容";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, name, doc) in signals(index.draft) {
        let Some(test) = &doc.test else { continue };
        let (needed, known) = test.value.keys();
        for (key, place) in doc.written() {
            if needed.contains(&key) || known.contains(&key) {
                continue;
            }
            let name = name.as_str();
            let message = say!(
                "`{key}` means nothing for the signal `{name}`",
                "`{key}`对异常信号`{name}`没有意义"
            );
            let label = Words::fixed("has no effect", "不起作用");
            let help = say!(
                "take `{key}` out, or choose the `test` that uses it",
                "请删去`{key}`，或改用需要它的`test`"
            );
            let subject = at.subject(&format!("{name} {key}"));
            let found = Finding::at(&RULE, place, message, label).help(help).about(subject);
            sink.push(found.fix(Fix::Remove(place)));
        }
    }
}
