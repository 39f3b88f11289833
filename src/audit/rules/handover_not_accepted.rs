use crate::rule;

rule! {
    /// A hand-over was not accepted.
    ///
    /// ## 中文
    /// 移交未被接收。
    pub static HANDOVER_NOT_ACCEPTED = "disposal/handover-not-accepted", Error,
        "a hand-over was not accepted", "移交未被接收";
}
