use crate::rule;

rule! {
    /// A step was done before a step that must come first, or before any of those of which one must.
    /// Events at the same instant are no fault, because a log kept in minutes or days can't prove
    /// their order (unless the set says `ties = "file-order"`). Steps that do not apply in this case
    /// are not waited for, and if the earlier step was never done, that is a missing step and not a
    /// wrong order. Often only the times were entered late or by hand; if the order was really turned
    /// round, the later step may have to be repeated.
    ///
    /// ## 中文
    /// 环节做在了必须先做的环节之前，或者在应当先做其一的几个环节都未做时就做了。同一时刻的记录不算颠
    /// 倒，因为以分钟或日期登记的日志无法证明先后（清单集写明`ties = "file-order"`的除外）。本案不适
    /// 用的环节不必等待；前置环节始终没有做的，属于缺少环节，而不是顺序颠倒。常见原因是时间系事后或手
    /// 工补录；如果顺序确实颠倒，后面的环节可能需要重做。
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
    ///   draft: { title: { zh: 制作, en: Draft }, starts: true }
    ///   approve: { title: { zh: 审批, en: Approve }, after: draft }
    ///   deliver: { title: { zh: 送达, en: Deliver }, after: approve, ends: true }
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
    /// W-1,DV-05,draft,2026-03-02 09:00,cases
    /// W-1,DV-05,deliver,2026-03-02 11:00,cases
    /// W-1,DV-05,approve,2026-03-02 14:00,cases
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// W-1,DV-05,draft,2026-03-02 09:00,cases
    /// W-1,DV-05,deliver,2026-03-02 11:00,cases
    /// W-1,DV-05,approve,2026-03-02 11:00,cases
    /// ```
    pub static OUT_OF_ORDER = "disposal/out-of-order", Warning,
        "steps in the wrong order", "环节顺序颠倒";
}
