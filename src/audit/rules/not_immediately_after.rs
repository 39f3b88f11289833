use crate::rule;

rule! {
    /// A step had to follow another with nothing else of the duty between them, and another entry of the
    /// duty lies in between: the letter was read aloud, then filed, and only then signed. Entries of other
    /// duties of the case don't count. Where the log has the same instant, or only days, nothing lies
    /// between for certain, and there is no finding.
    ///
    /// ## 中文
    /// 某环节应当紧接前一环节，其间不得有本事项的其他环节，而日志中夹有另一条记录：例如告诫书先宣读、再归档、最后
    /// 才签字。同案其他责任事项的记录不计。时刻相同或只有日期的，不能确定其间有无其他环节，不作为发现。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-05: { title: { zh: 告诫书, en: Warning letter }, holder: CASE }
    /// ---
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   read: { title: { zh: 宣读, en: Read } }
    ///   sign: { title: { zh: 签字, en: Sign }, immediately_after: read }
    ///   archive: { title: { zh: 归档, en: Archive }, after: read }
    /// ---
    /// kind: roster
    /// roles: { CASE: {} }
    /// bodies: { cases: { roles: CASE } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body
    /// G-1,DV-05,read,2026-03-02 09:00,cases
    /// G-1,DV-05,archive,2026-03-02 09:10,cases
    /// G-1,DV-05,sign,2026-03-02 09:20,cases
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// G-1,DV-05,read,2026-03-02 09:00,cases
    /// G-1,DV-05,sign,2026-03-02 09:10,cases
    /// G-1,DV-05,archive,2026-03-02 09:20,cases
    /// ```
    pub static NOT_IMMEDIATELY_AFTER = "disposal/not-immediately-after", Error,
        "a step did not follow right away", "环节没有紧接前一环节";
}
