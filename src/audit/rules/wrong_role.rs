use crate::rule;

rule! {
    /// A step was done by the wrong body.
    ///
    /// ## 中文
    /// 环节承办单位不符。
    pub static WRONG_ROLE = "disposal/wrong-role", Error,
        "a step was done by the wrong body", "环节承办单位不符";
}
