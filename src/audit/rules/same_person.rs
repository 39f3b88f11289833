use crate::rule;

rule! {
    /// A person did a step that must not be done by somebody who also did a certain other step in the
    /// same case: who decides must not be who proposed, who re-checks not who did the work. One
    /// person in common is enough for a fault, even if others took part. If either row names nobody,
    /// the verdict is *cannot tell*. Have somebody else look at the matter and decide again.
    ///
    /// ## 中文
    /// 同一案件中，应由不同人员办理的两个环节由同一人办理：审批人不能是提出人，复查人不能是经办人。两
    /// 个环节只要有一人相同即构成问题，即使另有他人参与。任一环节没有写明人员的，判为“无法判定”。请由
    /// 其他人员重新审核并决定。
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
    ///   approve: { title: { zh: 审批, en: Approve }, after: draft, by: { not_same_as: draft } }
    /// ---
    /// kind: roster
    /// roles: { CASE: {} }
    /// bodies: { cases: { roles: CASE } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body, person: person }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body,person
    /// W-1,DV-05,draft,2026-03-02 09:00,cases,张三
    /// W-1,DV-05,approve,2026-03-02 11:00,cases,张三
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body,person
    /// W-1,DV-05,draft,2026-03-02 09:00,cases,张三
    /// W-1,DV-05,approve,2026-03-02 11:00,cases,李四
    /// ```
    pub static SAME_PERSON = "safeguard/same-person", Error,
        "one person where two are required", "应由不同人员办理";
}
