use crate::rule;

rule! {
    /// Done less often than required.
    ///
    /// ## 中文
    /// 履职频次不足。
    pub static BELOW_FREQUENCY = "gap/below-frequency", Error,
        "done less often than required", "履职频次不足";
}
