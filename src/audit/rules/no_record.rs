use crate::rule;

rule! {
    /// No record of the duty.
    ///
    /// ## 中文
    /// 没有履职记录。
    pub static NO_RECORD = "gap/no-record", Note,
        "no record of the duty", "没有履职记录";
}
