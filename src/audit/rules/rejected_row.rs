use crate::rule;

rule! {
    /// A row of the log could not be read, mostly because its time is no time, or its case number is
    /// empty. It was not judged; it is counted in the ledger, and what is missing in its case is
    /// *cannot tell*, so that nobody is blamed for what the row may have shown. Correct the row at
    /// its source and audit again; `--rejects FILE` writes all such rows with the reason for each.
    ///
    /// ## 中文
    /// 日志中的某一行无法读取，多半是时间写得不成时间，或者没有案件编号。该行不参与判定，但计入台账；
    /// 其案件中缺失的内容判为“无法判定”，不因该行可能载明的内容而指责任何人。请在源头更正后重新审计；
    /// `--rejects 文件`可输出所有这类行及其原因。
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
    /// P-2,PP-10,2026-03-32 08:00,patrol
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at,body
    /// P-1,PP-10,2026-03-02 08:00,patrol
    /// P-2,PP-10,2026/3/31 8:00,patrol
    /// ```
    pub static REJECTED_ROW = "log/rejected-row", Warning,
        "a row that can't be read", "无法读取的行";
}
