use crate::rule;

rule! {
    /// A person who is not in the roster.
    ///
    /// ## 中文
    /// 名册中没有的人员。
    pub static UNKNOWN_PERSON = "log/unknown-person", Note,
        "a person who is not in the roster", "名册中没有的人员";
}
