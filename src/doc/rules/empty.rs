use crate::rule;

rule! {
    /// The file has no content. Nothing is wrong with the other documents, but a file that was
    /// meant to hold a list, a standard or a roster holds none: perhaps it was never saved, or
    /// was emptied by accident. Write a `kind` and its content, or remove the file.
    ///
    /// ## 中文
    /// 文件没有任何内容。其他文档不受影响；但本应写有清单、标准或名册的文件是空的，可能没有保存，
    /// 也可能被误清空。请写明`kind`及其内容，或删除该文件。
    ///
    /// ```text fail-described
    /// a file `duties.yaml` of 0 bytes, or of blank lines only
    /// ```
    ///
    /// ```text pass-described
    /// a file `duties.yaml` that begins with `kind: responsibility-list`
    /// ```
    pub static EMPTY = "list/empty-file", Warning,
        "empty file", "空文件";
}
