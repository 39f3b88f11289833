use crate::rule;

rule! {
    /// The file breaks the grammar of TOML or YAML at this place: a quote, a bracket or a `: ` is
    /// missing or stands too much, or a line is indented by a tab or by the wrong number of
    /// spaces. What follows may have been left out, so the list is not complete. The cause often
    /// lies just before the place that is marked.
    ///
    /// ## 中文
    /// 文件在此处不符合 TOML 或 YAML 的语法：多半是缺少或多写了引号、括号或“: ”，或者用制表符
    /// 缩进、缩进的空格数不对。此后的内容可能没有读取，清单因而不完整。错误往往就在标出的位置之前。
    ///
    /// ```toml fail
    /// kind = "standard"
    /// duty = DV-05
    /// #      ^^^^^
    /// ```
    ///
    /// ```toml pass
    /// kind = "standard"
    /// duty = "DV-05"
    /// ```
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: Warning letter: with signature
    /// #                        ^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: "Warning letter: with signature"
    /// ```
    pub static SYNTAX = fatal "list/syntax", Error,
        "syntax error", "语法错误";
}
