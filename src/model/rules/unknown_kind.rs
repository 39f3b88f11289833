use crate::rule;

rule! {
    /// A document's `kind` is not one that is known.
    ///
    /// The kind says how the document is read; with an unknown one it is not read at all. The kinds
    /// are `set`, `responsibility-list`, `standard`, `overlay`, `roster`, `calendar`, `mapping`,
    /// `model`, `scenario` and `waivers`.
    ///
    /// ## 中文
    ///
    /// 文档的 `kind` 不是已知种类。
    ///
    /// `kind` 决定文档如何读取，种类未知的文档不会被读取。已知种类有 `set`（清单集）、
    /// `responsibility-list`（责任清单）、`standard`（工作标准）、`roster`（名册）、
    /// `calendar`（日历）、`mapping`（映射）、`overlay`（地方细则）、
    /// `model`（监督模型）、`scenario`（情景）和 `waivers`（豁免）。
    ///
    /// ```yaml fail
    /// kind: responsability-list
    /// #     ^^^^^^^^^^^^^^^^^^^
    /// duties: {}
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties: {}
    /// ```
    pub static UNKNOWN_KIND = fatal "list/unknown-kind", Error,
        "a kind of document that is not known", "文档种类未知";
}
