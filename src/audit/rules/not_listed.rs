use crate::rule;

rule! {
    /// The log has work that belongs to no duty of the list: its code, step or text fits none. Where
    /// the list is closed (`closed = true`, the default) there is no responsibility outside it, so
    /// this is a fault; with `closed = false` it is only a note. Either the work should not have been
    /// done, or the list lacks a duty, or the log calls a listed duty by a name that the list does
    /// not know. In the last case add the name under `matches` or to the mapping; otherwise stop the
    /// work or propose to amend the list.
    ///
    /// ## 中文
    /// 日志中的工作不属于清单的任何一项责任：代码、环节和内容都对不上。清单封闭（`closed = true`，默
    /// 认）时，清单之外无责任，因此是错误；`closed = false`时仅为提示。要么这项工作本不该做，要么清单
    /// 缺了一项责任，要么日志用了清单不认识的叫法。属于最后一种的，请在`matches`（匹配）或映射中补
    /// 上；否则请停止该工作，或者提请调整清单。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-06:
    ///     title: { zh: 出租房屋走访, en: Visits to rental houses }
    ///     holder: COM
    ///     matches: { keywords: [rental house, 出租房] }
    /// ---
    /// kind: roster
    /// roles: { COM: {} }
    /// bodies: { north: { roles: COM } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, text: task, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,task,at,body
    /// T-1,visit to a rental house,2026-03-02 09:00,north
    /// T-2,handing out flyers for a bank,2026-03-02 10:00,north
    /// ```
    ///
    /// ```csv pass
    /// case,task,at,body
    /// T-1,visit to a rental house,2026-03-02 09:00,north
    /// T-2,走访出租房屋,2026-03-02 10:00,north
    /// ```
    pub static NOT_LISTED = "outside/not-listed", Error,
        "work that no duty covers", "清单外工作";
}
