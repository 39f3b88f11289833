use crate::rule;

rule! {
    /// Another person than required.
    ///
    /// ## 中文
    /// 应由同一人员办理。
    pub static OTHER_PERSON = "safeguard/other-person", Error,
        "another person than required", "应由同一人员办理";
}
