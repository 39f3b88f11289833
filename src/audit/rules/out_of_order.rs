use crate::rule;

rule! {
    /// Steps in the wrong order.
    ///
    /// ## 中文
    /// 环节顺序颠倒。
    pub static OUT_OF_ORDER = "disposal/out-of-order", Warning,
        "steps in the wrong order", "环节顺序颠倒";
}
