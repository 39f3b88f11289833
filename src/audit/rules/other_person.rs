use crate::rule;

rule! {
    /// The standard wants the same person for two steps of a case, so that one person knows the
    /// matter from beginning to end, and nobody who did the one took part in the other. One person in
    /// common is enough. If either row names nobody, the verdict is *cannot tell*. If the person was
    /// ill or moved away, note that in the file; otherwise let the first person take the matter up
    /// again.
    ///
    /// ## 中文
    /// 标准要求同一案件的两个环节由同一人办理，使一个人自始至终了解情况，而两个环节没有共同的办理人。
    /// 只要有一人相同即符合要求。任一环节没有写明人员的，判为“无法判定”。原办理人生病或调离的，请在案
    /// 卷中注明；否则请由原办理人继续办理。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-03: { title: { zh: 矛盾纠纷化解, en: Disputes }, holder: COM }
    /// ---
    /// kind: standard
    /// duty: PP-03
    /// steps:
    ///   resolve: { title: { zh: 化解, en: Resolve } }
    ///   visit: { title: { zh: 回访, en: Return visit }, after: resolve, by: { same_as: resolve } }
    /// ---
    /// kind: roster
    /// roles: { COM: {} }
    /// bodies: { north: { roles: COM } }
    /// ---
    /// kind: mapping
    /// columns:
    ///   { case: case, duty: duty, step: step, at: at, body: body, person: { column: person, split: "、" } }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body,person
    /// M-1,PP-03,resolve,2026-03-02 09:00,north,张三
    /// M-1,PP-03,visit,2026-03-09 09:00,north,李四
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body,person
    /// M-1,PP-03,resolve,2026-03-02 09:00,north,张三
    /// M-1,PP-03,visit,2026-03-09 09:00,north,李四、张三
    /// ```
    pub static OTHER_PERSON = "safeguard/other-person", Error,
        "another person than required", "应由同一人员办理";
}
