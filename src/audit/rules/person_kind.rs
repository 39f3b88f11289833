use crate::rule;

rule! {
    /// Done by a kind of person who may not.
    ///
    /// ## 中文
    /// 人员身份无权履行。
    pub static PERSON_KIND = "outside/person-kind", Error,
        "done by a kind of person who may not", "人员身份无权履行";
}
