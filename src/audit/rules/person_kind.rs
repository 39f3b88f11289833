use crate::rule;

rule! {
    /// The list reserves this duty to certain kinds of persons, for instance to officers, and nobody
    /// of that kind took part: it was done by an auxiliary, by agency staff, by a citizen. One person
    /// of the right kind in the row is enough, so an auxiliary may help. The kind comes from the
    /// roster, or from a column of the log where the roster does not have the person; as long as the
    /// kind of one person is unknown, nobody is accused. What such a person decided may be void. Have
    /// an officer look at the case, and assign the work differently.
    ///
    /// ## 中文
    /// 清单规定这项责任只能由特定身份的人员（如民警）履行，而参与的人中没有一个是这种身份，只有辅警、
    /// 外聘人员或群众。该行只要有一名符合身份的人员即可，因此辅警可以协助。身份以名册为准；名册中没有
    /// 该人员的，以日志中的人员类别为准；只要有一人身份不明，就不指责任何人。这类人员所作的决定可能无
    /// 效。请由民警复核该案件，并调整分工。
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
