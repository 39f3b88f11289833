use crate::rule;

rule! {
    /// A part of the document lacks a key without which it can't be understood, so that part was
    /// left out. What depends on it could not be checked either. Add the key that the message
    /// names.
    ///
    /// ## 中文
    /// 文档的某一部分缺少必需的键，因而无法理解，该部分没有采用，依赖它的内容也无法检查。
    /// 请补上提示中所指的键。
    ///
    /// ```text fail-described
    /// a part of a document without a key that it can't do without
    /// ```
    ///
    /// ```text pass-described
    /// the same part with that key
    /// ```
    pub static MISSING_KEY = fatal "list/missing-key", Error,
        "required key missing", "缺少必需的键";
}
