use crate::rule;

rule! {
    /// A step that must be recorded has no recording: the field that shows it is empty in the row of
    /// the step, or says no. If the log has no column for it, the verdict is *cannot tell*. Recording
    /// protects those questioned and those who question, and without it a statement may be worth
    /// nothing. If the recording exists, enter its number. If there is none, note the reason in the
    /// file and tell who supervises the case.
    ///
    /// ## 中文
    /// 应当录音录像的环节没有录音录像：该环节所在行中证明录音录像的字段为空，或者填的是“否”。日志没有
    /// 这一列的，判为“无法判定”。录音录像既保护被询问人，也保护询问人；没有它，笔录可能不被采信。已经
    /// 录制的，请填写编号；没有录制的，请在案卷中注明原因并告知案件监督人员。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// fields: { recording: {} }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   CB-05: { title: { zh: 传唤询问, en: Questioning }, holder: CASE }
    /// ---
    /// kind: standard
    /// duty: CB-05
    /// steps:
    ///   question: { title: { zh: 询问, en: Question } }
    /// safeguards:
    ///   - { require: recorded, of: question, field: recording }
    /// ---
    /// kind: roster
    /// roles: { CASE: {} }
    /// bodies: { cases: { roles: CASE } }
    /// ---
    /// kind: mapping
    /// columns:
    ///   { case: case, duty: duty, step: step, at: at, body: body, fields: { recording: recording } }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body,recording
    /// Q-1,CB-05,question,2026-03-02 09:00,cases,
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body,recording
    /// Q-1,CB-05,question,2026-03-02 09:00,cases,REC-0417
    /// ```
    pub static NOT_RECORDED = "safeguard/not-recorded", Error,
        "no recording", "没有录音录像";
}
