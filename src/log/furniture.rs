//! Rows that are no data: blank ones, sums, and notes below the table.

use super::column::Row;
use super::text::key;

/// Words for sums, as they stand in the first cell.
const SUMS: &[&str] = &["合计", "总计", "小计", "共计", "累计", "总数"];
const ENGLISH_SUMS: &[&str] =
    &["total", "totals", "grandtotal", "subtotal", "subtotals", "sum", "Σ", "σ", "∑"];

/// How notes below a table begin.
const NOTES: &[&str] = &[
    "制表",
    "填表",
    "填报人",
    "审核",
    "复核",
    "负责人",
    "打印时间",
    "打印日期",
    "导出时间",
    "导出日期",
    "报表日期",
    "注:",
    "备注:",
    "说明:",
    "printed",
    "exported",
    "generated",
    "note:",
    "notes:",
    "source:",
];

/// Whether a row that gave no event is no data.
///
/// `needed` are the columns that events are made of. Only rows without a time that can be read come
/// here, so a case that is really called `合计` is data as soon as something was done in it.
pub(super) fn is_furniture(row: &Row<'_>, needed: &[usize]) -> bool {
    if row.cells.blank_from(0) {
        return true;
    }
    let mut filled = (0..row.cells.len()).filter_map(|at| {
        let text = row.text(at)?;
        let text = key(&text);
        (!text.is_empty()).then_some((at, text))
    });
    let Some((first, text)) = filled.next() else {
        return false;
    };
    if is_sum(&text) {
        return true;
    }
    NOTES.iter().any(|note| text.starts_with(note))
        && filled.all(|(at, _)| !needed.contains(&at) || at == first)
}

/// `合计`, `本页小计:`, `Total (35)`, `合计35件` are sums; `Total-7` is a name.
fn is_sum(text: &str) -> bool {
    let chinese = SUMS.iter().find_map(|word| {
        let (before, after) = text.split_once(word)?;
        Some((before.chars().count(), after))
    });
    let english = ENGLISH_SUMS.iter().filter_map(|word| text.strip_prefix(word));
    let plain = |after: &str| {
        after.is_empty()
            || after.starts_with([':', '(', '（', '='])
            || after.starts_with(|c: char| c.is_ascii_digit())
    };
    chinese.is_some_and(|(before, after)| before <= 4 && plain(after))
        || english.into_iter().any(plain)
}

#[cfg(test)]
mod tests {
    use super::is_sum;
    use crate::log::text::key;

    #[test]
    fn sums_are_told_from_names() {
        for text in [
            "合计",
            "合 计：",
            "总计35件",
            "本页小计",
            "Total",
            "TOTAL:",
            "Σ",
            "Subtotal (3)",
            "Grand total",
        ] {
            assert!(is_sum(&key(text)), "{text}");
        }
        for text in ["Total-7", "totally", "合计专项行动", "城东街道矛盾纠纷合计", "案1", ""]
        {
            assert!(!is_sum(&key(text)), "{text}");
        }
    }
}
