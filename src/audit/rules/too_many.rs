use crate::rule;

rule! {
    /// A step was done too many times.
    ///
    /// ## 中文
    /// 环节次数过多。
    pub static TOO_MANY = "disposal/too-many", Warning,
        "a step was done too many times", "环节次数过多";
}
