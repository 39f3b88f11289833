use crate::rule;

rule! {
    /// A person of the wrong kind.
    ///
    /// ## 中文
    /// 人员类别不符。
    pub static WRONG_KIND = "safeguard/wrong-kind", Error,
        "a person of the wrong kind", "人员类别不符";
}
