use crate::rule;

rule! {
    /// A row of the log repeats an earlier one in every cell. It was judged like any other, because
    /// doing the same thing twice is possible; mostly, though, it was exported or entered twice, and
    /// then it inflates counts and frequencies. Take the double out at its source. If doubles are
    /// normal in this log, set `ignore_duplicate_rows = true`: they are then left out and counted as
    /// ignored.
    ///
    /// ## 中文
    /// 日志中的某一行与前面一行的每一格都相同。同一件事确有可能做了两次，因此照常判定；但多半是重复导
    /// 出或者重复录入，会虚增次数和频次。请在源头删除重复的行。如果本日志经常出现重复，请设置
    /// `ignore_duplicate_rows = true`，重复的行便不再参与判定，并在台账中计为忽略。
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
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,at,body
    /// P-1,PP-10,2026-03-02 08:00,patrol
    /// P-1,PP-10,2026-03-02 08:00,patrol
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at,body
    /// P-1,PP-10,2026-03-02 08:00,patrol
    /// P-1,PP-10,2026-03-02 20:00,patrol
    /// ```
    pub static DUPLICATE_ROW = "log/duplicate-row", Note,
        "a row that repeats another", "重复的行";
}
