use crate::rule;

rule! {
    /// A waiver names a rule that does not exist, or one on lists.
    ///
    /// Waivers are for what an audit finds; a waiver for a rule that doesn't exist would never be
    /// used. What a rule finds in a list is allowed beside the line itself, by a comment `# remit:
    /// allow RULE reason`.
    ///
    /// ## 中文
    ///
    /// 豁免写了不存在的规则，或者清单检查的规则。
    ///
    /// 豁免针对审计发现的问题，写了不存在的规则就永远用不上。清单检查发现的问题，请在该行旁写注释
    /// `# remit: allow 规则 理由`。
    ///
    /// ```yaml fail
    /// kind: waivers
    /// waivers:
    ///   W-1:
    ///     rule: disposal/step-lat
    /// #         ^^^^^^^^^^^^^^^^^
    ///     duty: PP-03
    /// ```
    ///
    /// ```yaml pass
    /// kind: waivers
    /// waivers:
    ///   W-1:
    ///     rule: disposal/step-late
    ///     duty: PP-03
    /// ```
    pub static WAIVER_UNKNOWN_RULE = "list/waiver-unknown-rule", Error,
        "a waiver for a rule that does not exist", "为不存在的规则设定豁免";
}
