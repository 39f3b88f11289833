use crate::rule;

rule! {
    /// The list reserves this duty to certain kinds of persons, for instance to officers, and a
    /// person of another kind did it: an auxiliary, agency staff, a citizen. The kind comes from the
    /// roster, or from a column of the log where the roster does not have the person; if neither says
    /// it, the verdict is *cannot tell*. What such a person decided may be void. Have an officer look
    /// at the case, and assign the work differently. Where an auxiliary only came along, log the
    /// officer first and the auxiliary as help.
    ///
    /// ## 中文
    /// 清单规定这项责任只能由特定身份的人员（如民警）履行，而办理人是其他身份：辅警、外聘人员或群众。
    /// 身份以名册为准；名册中没有该人员的，以日志中的人员类别为准；两处都没有的，判为“无法判定”。这类
    /// 人员所作的决定可能无效。请由民警复核该案件，并调整分工。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   CB-05: { title: { zh: 传唤询问, en: Questioning }, holder: CASE, reserved_to: officer }
    /// ---
    /// kind: roster
    /// roles: { CASE: {} }
    /// bodies: { cases: { roles: CASE } }
    /// persons:
    ///   "1001": { kind: officer, unit: cases }
    ///   "2001": { kind: auxiliary, unit: cases }
    /// ---
    /// kind: mapping
    /// columns:
    ///   { case: case, duty: duty, at: at, body: body, person: { column: person, keep: true } }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,at,body,person
    /// Q-1,CB-05,2026-03-02 09:00,cases,2001
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at,body,person
    /// Q-1,CB-05,2026-03-02 09:00,cases,1001
    /// ```
    pub static PERSON_KIND = "outside/person-kind", Error,
        "done by a kind of person who may not", "人员身份无权履行";
}
