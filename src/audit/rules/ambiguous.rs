use crate::rule;

rule! {
    /// This work fits two duties or more equally well, so it was judged under none of them, and none
    /// of them gets credit for it. A duty code decides first, then the name of a step that only one
    /// duty has, then codes, whole values and keywords, where the longest keyword wins; here that
    /// left more than one. The message names them. Log the duty's code, or make the keywords of the
    /// list longer until they differ.
    ///
    /// ## 中文
    /// 这项工作同样符合两项以上责任，因此没有归入其中任何一项，也不算任何一项的履职。判断的次序是：先
    /// 看责任事项编号，再看只有一项责任才有的环节名称，再依次看代码、字段取值和关键词，关键词取最长
    /// 者；这里仍剩下不止一项，提示中已列出。请在日志中登记事项编号，或者把清单中的关键词写得更具体，
    /// 使其能够区分。
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
    ///     matches: { keywords: [visit, rental visit] }
    ///   DV-06:
    ///     title: { zh: 告诫后查访, en: Visits after a warning }
    ///     holder: COM
    ///     matches: { keywords: [visit, visit after warning] }
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
    /// T-1,visit in Elm Road,2026-03-02 09:00,north
    /// ```
    ///
    /// ```csv pass
    /// case,task,at,body
    /// T-1,rental visit in Elm Road,2026-03-02 09:00,north
    /// ```
    pub static AMBIGUOUS = "outside/ambiguous", Warning,
        "work that fits several duties", "责任事项无法区分";
}
