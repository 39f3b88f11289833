use crate::rule;

rule! {
    /// Lists and mappings stand inside each other more than 64 levels deep. No real list comes
    /// near; mostly a bracket was never closed, or each line is indented further than the one
    /// before. Reading stopped here, so the rest of the file is not checked. Look at the brackets
    /// and the indentation before this place.
    ///
    /// ## 中文
    /// 列表和映射层层嵌套超过 64 层。真实的清单远不会这样；多半是括号没有闭合，或者每行都比上一行
    /// 多缩进。读到此处为止，其余部分没有检查。请检查此处之前的括号和缩进。
    ///
    /// ```yaml fail
    /// kind: roster
    /// note: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
    /// #                                                                    ^
    ///   ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
    /// ```
    ///
    /// ```yaml pass
    /// kind: roster
    /// targets:
    ///   rental-house:
    ///     H-0017: { body: north, attributes: { grade: red } }
    /// ```
    pub static TOO_DEEP = fatal "list/too-deep", Error,
        "nested too deep", "嵌套过深";
}
