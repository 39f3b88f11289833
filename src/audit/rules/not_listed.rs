use crate::rule;

rule! {
    /// Work that no duty covers.
    ///
    /// ## 中文
    /// 清单外工作。
    pub static NOT_LISTED = "outside/not-listed", Error,
        "work that no duty covers", "清单外工作";
}
