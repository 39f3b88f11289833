use crate::rule;

rule! {
    /// A body that the roster doesn't have.
    ///
    /// ## 中文
    /// 名册中没有的单位。
    pub static UNKNOWN_BODY = "log/unknown-body", Warning,
        "a body that the roster doesn't have", "名册中没有的单位";
}
