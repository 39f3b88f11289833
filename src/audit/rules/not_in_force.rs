use crate::rule;

rule! {
    /// Done while the duty was not in force.
    ///
    /// ## 中文
    /// 责任事项不在有效期。
    pub static NOT_IN_FORCE = "outside/not-in-force", Error,
        "done while the duty was not in force", "责任事项不在有效期";
}
