use crate::rule;

rule! {
    /// A comment that begins with `remit:` asks for something that can't be followed.
    ///
    /// What a rule finds in a list is allowed by `# remit: allow RULE` and a reason behind it, at the
    /// end of the line or on a line of its own before it. Without a reason nobody could tell later
    /// whether it still holds, so such a comment allows nothing.
    ///
    /// ## 中文
    ///
    /// 以`remit:`开头的注释无法照办。
    ///
    /// 要允许清单检查发现的问题，请在该行末尾或其上一行写`# remit: allow 规则`，后面写明理由。没有理由，日后
    /// 无人能判断是否仍然成立，这样的注释不起作用。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai # remit: allow list/set-without-id
    /// #                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: set # remit: allow list/set-without-id an example that nobody imports
    /// timezone: Asia/Shanghai
    /// ```
    pub static ALLOW_INCOMPLETE = "list/allow-incomplete", Error,
        "a comment that can't be followed", "无法照办的注释";
}
