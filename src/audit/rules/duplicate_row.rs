use crate::rule;

rule! {
    /// A row that repeats another.
    ///
    /// ## 中文
    /// 重复的行。
    pub static DUPLICATE_ROW = "log/duplicate-row", Note,
        "a row that repeats another", "重复的行";
}
