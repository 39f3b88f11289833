use crate::rule;

rule! {
    /// The body that did this step has none of the roles that the standard names for it, though it
    /// may well hold or support the duty as a whole. Steps are given to roles so that, for instance,
    /// one body proposes and another decides. Where the log names no body, or one that the roster
    /// does not have, the verdict is *cannot tell*. Have the right body repeat or confirm the step.
    ///
    /// ## 中文
    /// 办理该环节的单位不具备标准为它指定的任何角色，尽管该单位可能牵头或配合整项责任。环节按角色分
    /// 配，例如一家提出、另一家决定。日志没有写明单位，或者单位不在名册中的，判为“无法判定”。请由应当
    /// 办理的单位重新办理或者予以确认。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-05: { title: { zh: 告诫书, en: Warning letter }, holder: CASE, supporting: STA }
    /// ---
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: { zh: 制作, en: Draft }, by: { role: CASE } }
    ///   approve: { title: { zh: 审批, en: Approve }, after: draft, by: { role: STA } }
    /// ---
    /// kind: roster
    /// roles: { CASE: {}, STA: {} }
    /// bodies: { cases: { roles: CASE }, station: { roles: STA } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body
    /// W-1,DV-05,draft,2026-03-02 09:00,cases
    /// W-1,DV-05,approve,2026-03-02 11:00,cases
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// W-1,DV-05,draft,2026-03-02 09:00,cases
    /// W-1,DV-05,approve,2026-03-02 11:00,station
    /// ```
    pub static WRONG_ROLE = "disposal/wrong-role", Error,
        "a step was done by the wrong body", "环节承办单位不符";
}
