use crate::rule;

rule! {
    /// A step was done too few times.
    ///
    /// ## 中文
    /// 环节次数不足。
    pub static TOO_FEW = "disposal/too-few", Error,
        "a step was done too few times", "环节次数不足";
}
