use crate::rule;

rule! {
    /// A rule of the standard is broken.
    ///
    /// ## 中文
    /// 违反标准中的规则。
    pub static RULE_BROKEN = "disposal/rule-broken", Error,
        "a rule of the standard is broken", "违反标准中的规则";
}
