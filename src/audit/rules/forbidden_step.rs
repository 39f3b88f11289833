use crate::rule;

rule! {
    /// A forbidden step was done.
    ///
    /// ## 中文
    /// 实施了禁止的环节。
    pub static FORBIDDEN_STEP = "disposal/forbidden-step", Error,
        "a forbidden step was done", "实施了禁止的环节";
}
