use crate::rule;

rule! {
    /// A step that the standard doesn't have.
    ///
    /// ## 中文
    /// 标准中没有的环节。
    pub static STEP_NOT_IN_STANDARD = "outside/step-not-in-standard", Warning,
        "a step that the standard doesn't have", "标准中没有的环节";
}
