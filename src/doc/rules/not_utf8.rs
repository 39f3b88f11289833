use crate::rule;

rule! {
    /// Lists, standards and all other documents are read as UTF-8, and this file is saved in
    /// another encoding, on Chinese Windows mostly GBK. It was not read, because a wrong guess
    /// would turn names and legal bases into other characters. Open it in your editor and save it
    /// as UTF-8. (Logs are different: a log in GB18030 is read as it is.)
    ///
    /// ## 中文
    /// 清单、标准等文档一律按 UTF-8 读取，而本文件用了别的编码，在中文 Windows 上多半是 GBK。
    /// 猜错编码会把名称和法律依据变成别的字，因此没有读取。请在编辑器中打开，另存为 UTF-8。
    /// （日志不同：GB18030 编码的日志可以直接读取。）
    ///
    /// ```text fail-described
    /// duties.yaml saved as GBK: the bytes D7 A1 of the character 住 are not UTF-8
    /// ```
    ///
    /// ```text pass-described
    /// duties.yaml saved as UTF-8, with or without a byte order mark
    /// ```
    pub static NOT_UTF8 = fatal "list/not-utf8", Error,
        "file is not UTF-8", "文件不是 UTF-8 编码";
}
