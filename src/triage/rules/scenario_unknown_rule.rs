use crate::rule;

rule! {
    /// A scenario expects a finding of a rule that does not exist.
    ///
    /// The expectation can never come true, so the scenario fails whatever its log says. `remit
    /// explain` lists every rule.
    ///
    /// ## 中文
    ///
    /// 情景预期了不存在的规则。
    ///
    /// 这一预期永远不会成立，无论日志如何，情景都不能通过。运行`remit explain`可列出全部规则。
    ///
    /// ```yaml fail
    /// kind: scenario
    /// id: DV-05
    /// log: |
    ///   step,at
    ///   draft,2026-03-02 09:00
    /// expect:
    ///   - { rule: disposal/step-lat, step: draft }
    /// #           ^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: scenario
    /// id: DV-05
    /// log: |
    ///   step,at
    ///   draft,2026-03-02 09:00
    /// expect:
    ///   - { rule: disposal/step-late, step: draft }
    /// ```
    pub static SCENARIO_UNKNOWN_RULE = "list/scenario-unknown-rule", Error,
        "an expectation of a rule that does not exist", "预期了不存在的规则";
}
