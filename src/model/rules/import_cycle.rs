use crate::rule;

rule! {
    /// A set imports itself, directly or through others.
    ///
    /// Which of two sets stands above the other must be clear: the upper one imports the lower.
    /// Take one of the imports out.
    ///
    /// ## 中文
    ///
    /// 清单集直接或间接引用了自身。
    ///
    /// 两个清单集谁在上、谁在下必须明确：上层引用下层。请去掉其中一处引用。
    ///
    /// ```text fail-described
    /// a/remit.toml says imports = ["../b"], and b/remit.toml says imports = ["../a"]
    /// ```
    ///
    /// ```text pass-described
    /// a/remit.toml says imports = ["../b"], and b/remit.toml imports nothing
    /// ```
    pub static IMPORT_CYCLE = fatal "list/import-cycle", Error,
        "sets that import each other in a circle", "清单集循环引用";
}
