use crate::rule;

rule! {
    /// A comment allows a rule that finds nothing on its line.
    ///
    /// What it was for has been mended, or the comment stands at another line than was meant. A
    /// comment at the end of a line is for that line, one on a line of its own for the next line
    /// that says something.
    ///
    /// ## 中文
    ///
    /// 注释允许的规则在该行没有发现问题。
    ///
    /// 要么原来的问题已经改正，要么注释写错了位置。行末的注释针对该行，独占一行的注释针对其后第一个有内容的行。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai # remit: allow list/set-without-id nobody imports it
    /// #                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// # remit: allow list/set-without-id nobody imports it
    /// kind: set
    /// timezone: Asia/Shanghai
    /// ```
    pub static ALLOW_UNUSED = "list/allow-unused", Warning,
        "a comment that allows nothing", "没有作用的注释";
}
