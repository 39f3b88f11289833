use crate::rule;

rule! {
    /// Data recorded without permission.
    ///
    /// ## 中文
    /// 采集了未经许可的信息。
    pub static DATA_NOT_PERMITTED = "outside/data-not-permitted", Error,
        "data recorded without permission", "采集了未经许可的信息";
}
