use crate::rule;

rule! {
    /// A field is filled that the list does not permit for this duty. Fields are permitted under the
    /// duty's `data`, and those that its standard asks for (evidence, contents, conditions) are
    /// permitted too. A duty without any `data` is not checked. Personal information may be collected
    /// only as far as a stated purpose needs it. Delete what is there without permission; if it is
    /// really needed, have the list state the purpose and how long it is kept.
    ///
    /// ## 中文
    /// 某个字段填了内容，而清单没有许可这项责任采集该字段。许可写在责任事项的`data`（数据）下；标准所
    /// 要求的字段（佐证材料、必备内容、条件）也视为许可。没有写`data`的责任事项不作检查。个人信息只能
    /// 在已载明用途的必要范围内采集。请删除未经许可的内容；确有需要的，请在清单中写明用途和保存期限。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// fields: { outcome: {}, id_number: {} }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-06:
    ///     title: { zh: 出租房屋走访, en: Visits to rental houses }
    ///     holder: COM
    ///     data:
    ///       outcome: { purpose: { zh: 记明走访结果, en: to state the result }, retention: 2y }
    /// ---
    /// kind: roster
    /// roles: { COM: {} }
    /// bodies: { north: { roles: COM } }
    /// ---
    /// kind: mapping
    /// columns:
    ///   { case: case, duty: duty, at: at, body: body, fields: { outcome: outcome, id_number: id } }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,at,body,outcome,id
    /// V-1,PP-06,2026-03-02 09:00,north,in order,370000000000000000
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at,body,outcome,id
    /// V-1,PP-06,2026-03-02 09:00,north,in order,
    /// ```
    pub static DATA_NOT_PERMITTED = "outside/data-not-permitted", Error,
        "data recorded without permission", "采集了未经许可的信息";
}
