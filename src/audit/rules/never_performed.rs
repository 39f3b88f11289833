use crate::rule;

rule! {
    /// Never performed by anybody.
    ///
    /// ## 中文
    /// 从未履行。
    pub static NEVER_PERFORMED = "gap/never-performed", Error,
        "never performed by anybody", "从未履行";
}
