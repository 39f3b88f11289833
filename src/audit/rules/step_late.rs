use crate::rule;

rule! {
    /// A step was done too late.
    ///
    /// ## 中文
    /// 环节超期。
    pub static STEP_LATE = "disposal/step-late", Error,
        "a step was done too late", "环节超期";
}
