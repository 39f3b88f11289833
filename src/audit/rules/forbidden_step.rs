use crate::rule;

rule! {
    /// A step was done that the standard forbids in this case. Whether it is forbidden is decided by
    /// the values that are known in the case when the step is done; if the value that its condition
    /// asks for is unknown, the verdict is *cannot tell*. What was done may have to be undone: stop
    /// the step, inform those concerned, and let the body above decide how the case goes on.
    ///
    /// ## 中文
    /// 实施了标准在本案中禁止的环节。是否禁止，依实施时案件中已知的内容判断；条件所需内容未知的，判为
    /// “无法判定”。已经做的可能需要撤销：请立即停止，告知当事人，并报上级单位决定如何继续办理。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// fields: { history: { values: [first, repeated] } }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-04: { title: { zh: 处置路径决定, en: Choice of the route }, holder: CASE }
    /// ---
    /// kind: standard
    /// duty: DV-04
    /// steps:
    ///   assess: { title: { zh: 评估, en: Assess } }
    ///   mediate:
    ///     title: { zh: 调解, en: Mediate }
    ///     after: assess
    ///     optional: true
    ///     forbidden: true
    ///     when: { history: repeated }
    /// ---
    /// kind: roster
    /// roles: { CASE: {} }
    /// bodies: { cases: { roles: CASE } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body, fields: { history: history } }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body,history
    /// R-1,DV-04,assess,2026-03-02 09:00,cases,repeated
    /// R-1,DV-04,mediate,2026-03-03 09:00,cases,
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body,history
    /// R-1,DV-04,assess,2026-03-02 09:00,cases,first
    /// R-1,DV-04,mediate,2026-03-03 09:00,cases,
    /// ```
    pub static FORBIDDEN_STEP = "disposal/forbidden-step", Error,
        "a forbidden step was done", "实施了禁止的环节";
}
