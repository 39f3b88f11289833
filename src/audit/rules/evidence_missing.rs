use crate::rule;

rule! {
    /// A step was done, but a field that shows it, or that its document must have, is empty in the
    /// row of the step. Where the standard writes `a | b`, one of the two is enough. A field for
    /// which the log has no column at all is *cannot tell*. Without evidence nobody can check later
    /// that the step was done, and how. Fill the field from the file; if the evidence does not exist,
    /// say so in the file, and do not make it up afterwards.
    ///
    /// ## 中文
    /// 环节已经做了，但该环节所在行中，证明它的字段或者其文书必备的内容为空。标准写作`a | b`的，填其
    /// 中一项即可。日志根本没有这一列的，判为“无法判定”。没有佐证材料，事后就无法核实是否做过、如何做
    /// 的。请依案卷补填；材料确实不存在的，请在案卷中说明，不得事后编造。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// fields: { signature: {}, refusal: {} }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-05: { title: { zh: 告诫书, en: Warning letter }, holder: CASE }
    /// ---
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   deliver: { title: { zh: 送达, en: Deliver }, evidence: signature | refusal }
    /// ---
    /// kind: roster
    /// roles: { CASE: {} }
    /// bodies: { cases: { roles: CASE } }
    /// ---
    /// kind: mapping
    /// columns:
    ///   case: case
    ///   duty: duty
    ///   step: step
    ///   at: at
    ///   body: body
    ///   fields: { signature: signature, refusal: refusal }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body,signature,refusal
    /// W-1,DV-05,deliver,2026-03-02 09:00,cases,,
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body,signature,refusal
    /// W-1,DV-05,deliver,2026-03-02 09:00,cases,S-17,
    /// W-2,DV-05,deliver,2026-03-02 10:00,cases,,refused before a witness
    /// ```
    pub static EVIDENCE_MISSING = "disposal/evidence-missing", Error,
        "evidence of a step is missing", "佐证材料缺失";
}
