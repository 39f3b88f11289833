use crate::rule;

rule! {
    /// The file belongs to the set and could not be read: it does not exist, is a folder, or the
    /// system does not allow it to be read. A list of which a part is missing can't be relied
    /// upon. Check the path and the permissions; if it is a link whose target is gone, remove it.
    ///
    /// ## 中文
    /// 该文件属于本套清单，却无法读取：它不存在、是文件夹，或系统不允许读取。缺了一部分的清单不可依靠。
    /// 请检查路径和权限；如果是目标已不存在的链接，请删除。
    ///
    /// ```text fail-described
    /// a link duties.yaml whose target was moved away
    /// ```
    ///
    /// ```text pass-described
    /// a file duties.yaml that the user may read
    /// ```
    pub static UNREADABLE = fatal "list/unreadable", Error,
        "file can't be read", "文件无法读取";
}
