use crate::rule;

rule! {
    /// A step was done too early.
    ///
    /// ## 中文
    /// 环节提前。
    pub static STEP_TOO_EARLY = "disposal/step-too-early", Warning,
        "a step was done too early", "环节提前";
}
