use crate::rule;

rule! {
    /// A row that can't be read.
    ///
    /// ## 中文
    /// 无法读取的行。
    pub static REJECTED_ROW = "log/rejected-row", Warning,
        "a row that can't be read", "无法读取的行";
}
