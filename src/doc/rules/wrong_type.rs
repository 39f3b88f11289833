use crate::rule;

rule! {
    /// A value of another form is wanted here: a number instead of a word, one text instead of a
    /// list, a date such as `2026-01-05`, a duration such as `3d`. The part was not read, and what
    /// it says has no effect. The message says what is wanted and what stands there.
    ///
    /// ## 中文
    /// 此处需要另一种形式的值：例如应为数字而不是文字，应为一个文本而不是列表，应为`2026-01-05`
    /// 这样的日期，或`3d`这样的时限。该部分没有读取，所写内容不起作用。提示会说明需要什么、实际写了什么。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   visit:
    ///     title: { zh: 查访, en: Visit }
    ///     at_least: two
    /// #             ^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   visit:
    ///     title: { zh: 查访, en: Visit }
    ///     at_least: 2
    /// ```
    pub static WRONG_TYPE = fatal "list/wrong-type", Error,
        "value of another type wanted", "值的类型不对";
}
