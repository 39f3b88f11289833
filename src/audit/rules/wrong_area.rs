use crate::rule;

rule! {
    /// Done outside the body's area.
    ///
    /// ## 中文
    /// 超出辖区。
    pub static WRONG_AREA = "outside/wrong-area", Warning,
        "done outside the body's area", "超出辖区";
}
