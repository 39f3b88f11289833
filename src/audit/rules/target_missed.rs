use crate::rule;

rule! {
    /// A target was not covered.
    ///
    /// ## 中文
    /// 对象未覆盖。
    pub static TARGET_MISSED = "gap/target-missed", Error,
        "a target was not covered", "对象未覆盖";
}
