use crate::rule;

rule! {
    /// Evidence of a step is missing.
    ///
    /// ## 中文
    /// 佐证材料缺失。
    pub static EVIDENCE_MISSING = "disposal/evidence-missing", Error,
        "evidence of a step is missing", "佐证材料缺失";
}
