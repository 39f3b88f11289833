//! The keys of documents in Chinese. A drafter may write either; both mean the same.

/// Chinese word, then the key it stands for, in the field's standard terms.
const CHINESE: &[(&str, &str)] = &[
    ("种类", "kind"),
    ("编号", "id"),
    ("版本", "version"),
    ("名称", "title"),
    ("标题", "title"),
    ("语言", "languages"),
    ("地区", "jurisdiction"),
    ("引用清单", "imports"),
    ("清单集", "set"),
    ("仅限事项", "only"),
    ("增加", "add"),
    ("收紧", "tighten"),
    ("替换", "replace"),
    ("授权地方", "delegates"),
    ("时区", "timezone"),
    ("日历", "calendar"),
    ("封闭", "closed"),
    ("严格", "strict"),
    ("日志", "logs"),
    ("映射", "mapping"),
    ("名册", "roster"),
    ("严重程度", "severity"),
    ("字段", "fields"),
    ("禁止行为", "prohibited"),
    ("责任事项", "duties"),
    ("责任主体", "holder"),
    ("牵头单位", "holder"),
    ("配合单位", "supporting"),
    ("警种", "line"),
    ("工作类型", "work"),
    ("触发条件", "trigger"),
    ("频次", "expected"),
    ("边界", "boundary"),
    ("包括", "includes"),
    ("不包括", "excludes"),
    ("法律依据", "basis"),
    ("法律", "law"),
    ("条款", "article"),
    ("起", "from"),
    ("止", "until"),
    ("效力状态", "status"),
    ("来源", "source"),
    ("数据", "data"),
    ("用途", "purpose"),
    ("保存期限", "retention"),
    ("敏感", "sensitive"),
    ("匹配", "matches"),
    ("代码", "codes"),
    ("关键词", "keywords"),
    ("区域", "areas"),
    ("文号", "order"),
    ("限定人员", "reserved_to"),
    ("责任事项编号", "duty"),
    ("处置环节", "steps"),
    ("别名", "aliases"),
    ("前置环节", "after"),
    ("时限", "within"),
    ("不早于", "not_before"),
    ("条件", "when"),
    ("可选", "optional"),
    ("禁止", "forbidden"),
    ("紧接", "immediately_after"),
    ("环节组", "groups"),
    ("其中一项", "one_of"),
    ("至少一项", "any_of"),
    ("全部", "all_of"),
    ("重复", "repeat"),
    ("多次办理", "occurrences"),
    ("退回", "returned"),
    ("至少", "at_least"),
    ("至多", "at_most"),
    ("实施人", "by"),
    ("佐证材料", "evidence"),
    ("必备内容", "needs"),
    ("起始", "starts"),
    ("终结", "ends"),
    ("移送至", "to"),
    ("接收", "accepted"),
    ("披露字段", "disclose"),
    ("保障措施", "safeguards"),
    ("评价", "evaluation"),
    ("规则", "rules"),
    ("单位", "bodies"),
    ("角色", "roles"),
    ("人员", "persons"),
    ("对象", "targets"),
    ("层级", "level"),
    ("上级", "parent"),
    ("分组依据", "by"),
    ("统计对象", "of"),
    ("环节", "step"),
    ("时间窗", "within"),
    ("并有", "with"),
    ("而无", "without"),
    ("研判问题", "question"),
    ("备注", "note"),
    ("日志内容", "log"),
    ("日志文件", "file"),
    ("截至", "as_of"),
    ("时段", "period"),
    ("全部办结", "complete"),
    ("同时", "ties"),
    ("全集", "whole"),
    ("预期", "expect"),
    ("判定", "verdicts"),
    ("变体", "variants"),
    ("改", "set"),
    ("删", "drop"),
    ("增", "add"),
    ("规则编号", "rule"),
    ("环节", "step"),
    ("案件", "case"),
    ("责任单位", "body"),
    ("覆盖对象", "target"),
    ("承办人", "person"),
    ("窗口", "window"),
    ("细节", "detail"),
    ("常态工作", "routine"),
    ("专项工作", "special"),
];

/// The key that a Chinese word stands for.
pub fn english(word: &str) -> Option<&'static str> {
    CHINESE.iter().find(|(chinese, _)| *chinese == word).map(|(_, key)| *key)
}

/// Every way to write a key: itself, then its Chinese words.
pub fn names(key: &str) -> impl Iterator<Item = &str> {
    let chinese = CHINESE.iter().filter(move |(_, english)| *english == key).map(|(word, _)| *word);
    std::iter::once(key).chain(chinese)
}

#[cfg(test)]
mod tests {
    use super::{CHINESE, english, names};

    #[test]
    fn every_word_means_one_key() {
        for (word, key) in CHINESE {
            assert_eq!(english(word), Some(*key), "{word} is listed twice");
        }
        assert_eq!(names("holder").collect::<Vec<_>>(), ["holder", "责任主体", "牵头单位"]);
    }
}
