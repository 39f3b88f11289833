use crate::rule;

rule! {
    /// The same key is given twice in one place. Only one of the two can hold, and nobody who
    /// reads the list can see which; the second one is left out here. Keep the one that is meant.
    /// If both are meant, give them different names, or write a list of values under one key.
    ///
    /// ## 中文
    /// 同一处把同一个键写了两次。两者只能有一个生效，读清单的人却看不出是哪一个；这里不采用
    /// 后写的那个。请保留真正需要的一处；若两处都需要，请改用不同的名称，或在一个键下写成列表。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     holder: CASE
    ///     holder: COM
    /// #   ^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     holder: CASE
    ///     supporting: COM
    /// ```
    pub static DUPLICATE_KEY = fatal "list/duplicate-key", Error,
        "key given twice", "键重复";
}
