use crate::rule;

rule! {
    /// What the set writes for a rule is not a severity.
    ///
    /// A rule can be an `error`, a `warning` or a `note`, or be turned `off`. Anything else has no
    /// effect, and the rule keeps its own severity.
    ///
    /// ## 中文
    ///
    /// 为规则写的不是严重程度。
    ///
    /// 规则可以是`error`（错误）、`warning`（警告）、`note`（提示），或用`off`关闭。写别的都不起作用，
    /// 规则仍是默认程度。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// severity:
    ///   list/unknown-key: info
    /// #                   ^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: example
    /// severity:
    ///   list/unknown-key: note
    /// ```
    pub static UNKNOWN_SEVERITY = "list/unknown-severity", Error,
        "not a severity", "不是严重程度";
}
