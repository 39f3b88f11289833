use crate::rule;

rule! {
    /// A YAML file may give a part a name (`&name`) and repeat it by that name (`*name`). Written
    /// out, the repeated parts of this file would come to far more values than any list has, so
    /// the rest of the file was not read. This happens when repeated parts contain repeated parts
    /// again and again, by mistake or in order to block the computer. Write the parts out, or
    /// repeat less.
    ///
    /// ## 中文
    /// YAML 文件可以给一段内容起名（`&名称`），再用`*名称`重复它。本文件中重复的内容展开后，
    /// 数量远超任何清单所需，因此其余部分没有读取。这通常是因为被重复的内容里又层层重复，
    /// 可能是笔误，也可能是有意让电脑瘫痪。请直接写出内容，或减少重复。
    ///
    /// ```yaml fail
    /// kind: roster
    /// a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
    /// b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
    /// c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
    /// d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
    /// e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
    /// f: [*e, *e]
    /// #   ^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: roster
    /// bodies:
    ///   north: &station
    ///     roles: [CASE, COM]
    ///   south: *station
    /// ```
    pub static ALIAS_BOMB = fatal "list/alias-bomb", Error,
        "repeated parts come to too much", "重复引用过多";
}
