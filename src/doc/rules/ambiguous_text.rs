use crate::rule;

rule! {
    /// A value that is a text here stands without quotes, and other programs that read YAML take
    /// it for something else: `no` and `off` for *false*, `0110` for the number 72 or 110, `10:30`
    /// for 630. `remit` keeps it as it is written, but a code that loses its zero in another
    /// program will no longer match anything. Write it in quotes.
    ///
    /// ## 中文
    /// 这里需要文本，所写的值却没有加引号，其他读取 YAML 的程序会另作解释：`no`、`off`会被当作
    /// “否”，`0110`会被当作数字 72 或 110，`10:30`会被当作 630。`remit` 会原样保留；但代码若在
    /// 别的程序里丢了开头的零，就再也对不上了。请加上引号。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   CB-01:
    ///     title: { zh: 接警登记, en: Alarm registration }
    ///     matches:
    ///       codes: 0110
    /// #            ^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   CB-01:
    ///     title: { zh: 接警登记, en: Alarm registration }
    ///     matches:
    ///       codes: "0110"
    /// ```
    pub static AMBIGUOUS_TEXT = "list/ambiguous-text", Warning,
        "text that other programs misread", "易被误读的文本";
}
