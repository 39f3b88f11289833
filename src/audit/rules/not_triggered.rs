use crate::rule;

rule! {
    /// Triggered and not begun in time.
    ///
    /// ## 中文
    /// 触发后未启动。
    pub static NOT_TRIGGERED = "gap/not-triggered", Error,
        "triggered and not begun in time", "触发后未启动";
}
