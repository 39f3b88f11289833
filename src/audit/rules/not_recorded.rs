use crate::rule;

rule! {
    /// No recording.
    ///
    /// ## 中文
    /// 没有录音录像。
    pub static NOT_RECORDED = "safeguard/not-recorded", Error,
        "no recording", "没有录音录像";
}
