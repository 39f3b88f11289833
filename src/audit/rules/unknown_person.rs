use crate::rule;

rule! {
    /// The roster lists persons, and the log has one whom it does not list. What depends on the kind
    /// of the person is *cannot tell* for the rows concerned. Add the person's number or token to the
    /// roster with kind and unit; if it is a slip of the pen, correct the log. A roster without any
    /// persons leads to no finding of this kind.
    ///
    /// ## 中文
    /// 名册列有人员，而日志中的某个人员不在其中。相关行中取决于人员类别的内容判为“无法判定”。请将该人
    /// 员的编号或代码连同类别、单位加入名册；如系笔误，请更正日志。名册没有列出任何人员的，不产生此类
    /// 问题。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-10: { title: { zh: 巡逻防控, en: Patrol }, holder: PAT }
    /// ---
    /// kind: roster
    /// roles: { PAT: {} }
    /// bodies: { patrol: { roles: PAT } }
    /// persons:
    ///   "1001": { kind: officer, unit: patrol }
    /// ---
    /// kind: mapping
    /// columns:
    ///   { case: case, duty: duty, at: at, body: body, person: { column: person, keep: true } }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,at,body,person
    /// P-1,PP-10,2026-03-02 08:00,patrol,1010
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at,body,person
    /// P-1,PP-10,2026-03-02 08:00,patrol,1001
    /// ```
    pub static UNKNOWN_PERSON = "log/unknown-person", Note,
        "a person who is not in the roster", "名册中没有的人员";
}
