use crate::rule;

rule! {
    /// A body of too low a level.
    ///
    /// ## 中文
    /// 单位层级过低。
    pub static LEVEL_TOO_LOW = "safeguard/level-too-low", Error,
        "a body of too low a level", "单位层级过低";
}
