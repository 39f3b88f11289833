use crate::rule;

rule! {
    /// The set gives a severity to a rule that does not exist.
    ///
    /// The entry has no effect: the rule that was meant keeps its own severity, or stays on though
    /// it was to be turned off. `remit explain` lists every rule.
    ///
    /// ## 中文
    ///
    /// 清单集为不存在的规则设定了严重程度。
    ///
    /// 这一项不起作用：原本想调整的规则仍是默认程度，想关闭的规则仍然开启。运行`remit explain`
    /// 可列出全部规则。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// severity:
    ///   list/unknown-kee: warning
    /// # ^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: example
    /// severity:
    ///   list/unknown-key: warning
    /// ```
    pub static UNKNOWN_RULE = "list/unknown-rule", Error,
        "a severity for a rule that does not exist", "为不存在的规则设定严重程度";
}
