use crate::rule;

rule! {
    /// Work that fits several duties.
    ///
    /// ## 中文
    /// 责任事项无法区分。
    pub static AMBIGUOUS = "outside/ambiguous", Warning,
        "work that fits several duties", "责任事项无法区分";
}
