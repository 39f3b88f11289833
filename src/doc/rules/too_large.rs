use crate::rule;

rule! {
    /// The file is larger than 16 megabytes and was not read. Lists, standards and rosters are
    /// written by people and stay far below that; a file of this size is mostly a log that was
    /// put into the folder of the set. A log belongs to `--log` or to the key `logs` of
    /// `remit.toml`. If it really is a list, split it into several files.
    ///
    /// ## 中文
    /// 文件超过 16 MB，没有读取。清单、标准和名册由人编写，远不到这个大小；这么大的文件多半是误放进
    /// 清单文件夹的日志。日志请用`--log`或`remit.toml`的`logs`指定。如果确实是清单，请拆成几个文件。
    ///
    /// ```text fail-described
    /// a roster.yaml of 40 MB
    /// ```
    ///
    /// ```text pass-described
    /// four files roster-north.yaml … of 10 MB each
    /// ```
    pub static TOO_LARGE = fatal "list/too-large", Error,
        "document too large", "文档过大";
}
