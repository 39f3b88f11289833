use crate::rule;

rule! {
    /// A step may be done by fewer persons than usual only if it is recorded, and here neither is so: the
    /// log names too few persons, and the field that shows the recording is empty or says that there is
    /// none. What was gathered this way may not count as evidence. Where the log names nobody at all, it
    /// can't be told how many there were.
    ///
    /// ## 中文
    /// 人数不足时，须有录音录像才能实施该环节，而本案两者都没有：日志所记人数不足，录音录像一栏为空或注明没有。
    /// 由此取得的材料可能不能作为证据。日志没有写明任何人员的，无从判定人数。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// fields: { recording: {} }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   CB-05: { title: { zh: 询问, en: Questioning }, holder: CASE }
    /// ---
    /// kind: standard
    /// duty: CB-05
    /// steps:
    ///   question: { title: { zh: 询问, en: Question } }
    /// safeguards:
    ///   - { require: recorded-when-alone, of: question, field: recording }
    /// ---
    /// kind: roster
    /// roles: { CASE: {} }
    /// bodies: { cases: { roles: CASE } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body, person: { column: person, split: "/" }, fields: { recording: recording } }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body,person,recording
    /// Q-1,CB-05,question,2026-03-02 09:00,cases,P1,
    /// Q-2,CB-05,question,2026-03-02 11:00,cases,P1,R-17
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body,person,recording
    /// Q-1,CB-05,question,2026-03-02 09:00,cases,P1/P2,
    /// Q-2,CB-05,question,2026-03-02 11:00,cases,P1,R-17
    /// ```
    pub static ALONE_NOT_RECORDED = "safeguard/alone-and-not-recorded", Error,
        "done alone and not recorded", "单人办理且无录音录像";
}
