use crate::rule;

rule! {
    /// An act on the negative list.
    ///
    /// ## 中文
    /// 负面清单行为。
    pub static PROHIBITED_ACT = "outside/prohibited-act", Error,
        "an act on the negative list", "负面清单行为";
}
