use crate::rule;

rule! {
    /// Below the target.
    ///
    /// ## 中文
    /// 未达目标。
    pub static BELOW_TARGET = "evaluation/below-target", Warning,
        "below the target", "未达目标";
}
