use crate::rule;

rule! {
    /// A step that several persons must do together was done by fewer. What counts are the different
    /// persons in the row of the step; the mapping says how a cell with several names is split. The
    /// second person protects both the citizen and the officer. If somebody was there and was only
    /// not entered, enter them; otherwise the step may have to be repeated. A row that names nobody
    /// is *cannot tell*.
    ///
    /// ## 中文
    /// 应由数人共同办理的环节，实际人数不足。人数按该环节所在行中不同的人员计算；一格写有多人的，由映
    /// 射说明如何拆分。第二个人既保护群众，也保护民警。在场而漏登的，请补登；否则该环节可能需要重做。
    /// 没有写明人员的行判为“无法判定”。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-07: { title: { zh: 重点单位检查, en: Checks of key units }, holder: COM }
    /// ---
    /// kind: standard
    /// duty: PP-07
    /// steps:
    ///   check: { title: { zh: 检查, en: Check }, by: { persons: 2 } }
    /// ---
    /// kind: roster
    /// roles: { COM: {} }
    /// bodies: { north: { roles: COM } }
    /// ---
    /// kind: mapping
    /// columns:
    ///   { case: case, duty: duty, step: step, at: at, body: body, person: { column: person, split: "、" } }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body,person
    /// I-1,PP-07,check,2026-03-02 09:00,north,张三
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body,person
    /// I-1,PP-07,check,2026-03-02 09:00,north,张三、李四
    /// ```
    pub static TOO_FEW_PERSONS = "safeguard/too-few-persons", Error,
        "too few persons", "人数不足";
}
