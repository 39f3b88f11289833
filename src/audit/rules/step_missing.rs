use crate::rule;

rule! {
    /// A step that the standard requires in this case was not done, and it is due. A step with a
    /// deadline is due when that has passed, whatever else happened. One without is due when the duty
    /// is ended in this case, when a step was done that must come after it, or when the time after
    /// which the standard closes a case has passed; until then it is *not due*. In a log of which
    /// every case is finished all that is open is due. If the case may have begun before the log did,
    /// or a row of it can't be read, or its condition hangs on a value that the log does not have,
    /// the verdict is *cannot tell*. Do the step now if it still makes sense. If it was done and not
    /// logged, log it with its true time.
    ///
    /// ## 中文
    /// 标准要求本案必经的环节没有做，而且已经到期。写有时限的环节，时限届满才到期，不论其间发生什么；
    /// 没有时限的，在本案该责任已经终结、已经做了应在其后的环节，或者超过标准规定的结案期限时到期；在
    /// 此之前为“未到期”。映射写明案件均已办结的日志，未做的一律视为到期。案件可能早于日志开始、其中有
    /// 无法读取的行，或者条件所依据的字段没有取值的，判为“无法判定”。仍有意义的请立即补办；做了而没有
    /// 登记的，请按真实时间登记。
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
    ///   draft: { title: { zh: 制作, en: Draft } }
    ///   deliver: { title: { zh: 送达, en: Deliver }, after: draft }
    ///   archive: { title: { zh: 归档, en: Archive }, after: deliver, ends: true }
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
    /// W-1,DV-05,archive,2026-03-05 09:00,cases
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// W-1,DV-05,draft,2026-03-02 09:00,cases
    /// W-1,DV-05,deliver,2026-03-03 09:00,cases
    /// W-1,DV-05,archive,2026-03-05 09:00,cases
    /// W-2,DV-05,draft,2026-03-05 10:00,cases
    /// ```
    pub static STEP_MISSING = "disposal/step-missing", Error,
        "a required step is missing", "缺少必经环节";
}
