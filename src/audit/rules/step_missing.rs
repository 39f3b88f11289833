use crate::rule;

rule! {
    /// A required step is missing.
    ///
    /// ## 中文
    /// 缺少必经环节。
    pub static STEP_MISSING = "disposal/step-missing", Error,
        "a required step is missing", "缺少必经环节";
}
