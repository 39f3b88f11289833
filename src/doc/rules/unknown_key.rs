use crate::rule;

rule! {
    /// No document of this kind has a key of this name at this place. It was not read, so what it
    /// says has no effect: a deadline under a misspelt key would never be judged, and nobody would
    /// notice. Mostly it is a slip of the pen, or the key stands one level too high or too low.
    /// Keys may be written in English or in Chinese. Remarks belong to the key `note`, and parts
    /// that are only there to be merged elsewhere to a key that begins with `x-`.
    ///
    /// ## 中文
    /// 这种文档在此处没有这个键。它没有被读取，所写内容不起作用：时限写在拼错的键下就永远不会被判定，
    /// 也没有人会发现。多半是笔误，或者缩进高了或低了一级。键可以用英文或中文书写；备注请写在
    /// `note`（备注）下；只供他处合并引用的内容，请写在以 `x-` 开头的键下。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     holdr: CASE
    /// #   ^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     牵头单位: CASE
    /// ```
    pub static UNKNOWN_KEY = fatal "list/unknown-key", Error,
        "unknown key", "未知的键";
}
