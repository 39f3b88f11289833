use crate::rule;

rule! {
    /// An import asks for a duty that the imported set doesn't have.
    ///
    /// `only` names the duties that come from an imported set, by their ids: its own, or those that
    /// it imports itself. A name that is none of them brings nothing, and the duty that was meant
    /// would be missing from the list without a word.
    ///
    /// ## 中文
    ///
    /// 引用中写了所引清单集没有的责任事项。
    ///
    /// `only` 按编号写明从所引清单集中取用的责任事项：可以是它自己的，也可以是它再引用的。写错的编号不会带来任何
    /// 事项，而原本想要的那一项就会无声无息地缺失。
    ///
    /// ```text fail-described
    /// remit.toml says imports = [{ set = "../base", only = ["CB-99"] }], and ../base has no duty CB-99
    /// ```
    ///
    /// ```text pass-described
    /// remit.toml says imports = [{ set = "../base", only = ["CB-01"] }], and ../base has the duty CB-01
    /// ```
    pub static IMPORT_UNKNOWN_DUTY = fatal "list/import-unknown-duty", Error,
        "duty asked for by an import that the set doesn't have", "所引清单集中没有该责任事项";
}
