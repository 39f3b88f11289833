use crate::rule;

rule! {
    /// Too few persons.
    ///
    /// ## 中文
    /// 人数不足。
    pub static TOO_FEW_PERSONS = "safeguard/too-few-persons", Error,
        "too few persons", "人数不足";
}
