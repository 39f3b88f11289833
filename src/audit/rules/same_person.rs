use crate::rule;

rule! {
    /// One person where two are required.
    ///
    /// ## 中文
    /// 应由不同人员办理。
    pub static SAME_PERSON = "safeguard/same-person", Error,
        "one person where two are required", "应由不同人员办理";
}
