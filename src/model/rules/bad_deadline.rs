use crate::rule;

rule! {
    /// A deadline is written in a form that can't be reckoned.
    ///
    /// Write a number with its unit: `30m` or `24h` (exact), `3d` (calendar days), `7wd` (working
    /// days), `2months`, or `prompt` where the law gives no number. Which step the clock counts
    /// from is written as `{ "3d": draft }`.
    ///
    /// ## 中文
    ///
    /// 时限的写法无法计算。
    ///
    /// 请写数字和单位：`30m`、`24h`（精确到分），`3d`（自然日），`7wd`（工作日），`2months`（月）；
    /// 法律没有规定数字时写 `prompt`（及时）。从哪个环节起算，写成 `{ "3d": draft }`。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: D-1
    /// steps:
    ///   visit:
    ///     within: 3x
    ///     #       ^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: D-1
    /// steps:
    ///   visit:
    ///     within: 3d
    /// ```
    pub static BAD_DEADLINE = fatal "list/bad-deadline", Error,
        "a deadline that can't be reckoned", "时限无法计算";
}
