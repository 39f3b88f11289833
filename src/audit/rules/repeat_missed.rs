use crate::rule;

rule! {
    /// A step that is done again and again was not done in one of its windows. The windows follow each
    /// other from a start: with `at: [7d, 30d, 90d]` one performance is owed up to the seventh day, a
    /// further one after that and up to the thirtieth, and so on; with `every: 1month, times: 6` in each of
    /// six months. Two visits in the first week don't make up for the month without any. A window that ends
    /// on a rest day ends with the next working day. What is still open when the log ends is not due.
    ///
    /// ## 中文
    /// 需要反复实施的环节，有一次没有在规定的期间内完成。各期间自起算点起前后相接：`at: [7d, 30d, 90d]`指第7日
    /// 之前一次、此后至第30日之前再一次，依此类推；`every: 1month, times: 6`指连续六个月每月一次。第一周做了
    /// 两次，不能抵补后面整月未做的一次。期间末日为休息日的，顺延至下一工作日。日志结束时尚未届满的，为“未到期”。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-06: { title: { zh: 查访, en: Visits }, holder: CASE }
    /// ---
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   deliver: { title: { zh: 送达, en: Deliver } }
    ///   visit: { title: { zh: 查访, en: Visit }, after: deliver, repeat: { at: [7d, 30d], roll: false } }
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
    /// G-1,DV-06,deliver,2026-03-02 09:00,cases
    /// G-1,DV-06,visit,2026-03-05 09:00,cases
    /// G-1,DV-06,visit,2026-03-09 09:00,cases
    /// G-2,DV-06,deliver,2026-04-02 09:00,cases
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// G-1,DV-06,deliver,2026-03-02 09:00,cases
    /// G-1,DV-06,visit,2026-03-05 09:00,cases
    /// G-1,DV-06,visit,2026-03-20 09:00,cases
    /// G-2,DV-06,deliver,2026-04-02 09:00,cases
    /// ```
    pub static REPEAT_MISSED = "disposal/repeat-missed", Error,
        "a repeated step was missed", "重复环节缺失";
}
