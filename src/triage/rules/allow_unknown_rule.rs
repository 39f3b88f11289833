use crate::rule;

rule! {
    /// A comment allows a rule that does not exist, or that no comment can allow.
    ///
    /// Comments are for rules on what documents say. What makes an audit impossible must be mended,
    /// and what an audit finds is waived in a document of kind `waivers`, with an approver and an
    /// end. `remit explain` lists every rule.
    ///
    /// ## 中文
    ///
    /// 注释允许的规则不存在，或者不能用注释允许。
    ///
    /// 注释只适用于检查文档内容的规则。使审计无法进行的问题必须改正；审计发现的问题，应在`waivers`（豁免）文档中
    /// 写明批准人和期限。运行`remit explain`可列出全部规则。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example # remit: allow list/set-without-idd nobody imports it
    /// #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: set # remit: allow list/set-without-id nobody imports it
    /// timezone: Asia/Shanghai
    /// ```
    pub static ALLOW_UNKNOWN_RULE = "list/allow-unknown-rule", Error,
        "a comment for a rule that it can't allow", "注释不能允许的规则";
}
