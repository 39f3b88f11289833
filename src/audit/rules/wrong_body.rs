use crate::rule;

rule! {
    /// Done by a body that does not hold the duty.
    ///
    /// ## 中文
    /// 履职单位不符。
    pub static WRONG_BODY = "outside/wrong-body", Error,
        "done by a body that does not hold the duty", "履职单位不符";
}
