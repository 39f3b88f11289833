//! Numbers by body and duty, and from one audit to the next.

use rust_xlsxwriter::XlsxError;

use super::table::{Cell, Table, head};
use crate::report::grid::{Axis, Sums, bodies, duties, each};
use crate::report::style::plain;
use crate::report::trend;
use crate::report::units::Units;
use crate::report::view::View;

/// Bodies in rows; the rest is added up in one.
const BODIES: usize = 1000;
/// Duties in columns.
const DUTIES: usize = 200;

/// Faults by body and duty. A body that has to do with a duty and no fault has a zero; where the log
/// has nothing of both, or they have nothing to do with each other, the cell is empty or says so.
pub(super) fn matrix(view: &View<'_>, table: &mut Table<'_>) -> Result<(), XlsxError> {
    let units = Units::new(view, BODIES);
    let duties = duties(view);
    let sums = Sums { view, units: &units };
    let mut columns = sums.most(each(&duties), DUTIES);
    if sums.any_outside() {
        columns.push(Axis::NoDuty);
    }
    let mut widths = vec![30];
    widths.resize(columns.len() + 2, 9);
    table.widths(&widths)?;
    let heads = columns.iter().map(|column| sums.title(column));
    let corner = view.style.pick("Faults by body and duty", "各单位各事项问题数").to_owned();
    let all = view.style.pick("all", "合计").to_owned();
    table.line(&std::iter::once(corner).chain(heads).chain([all]).collect::<Vec<_>>())?;
    for row in sums.most(bodies(&units), BODIES) {
        let cell = |sum: &crate::report::units::Sum| {
            let (_, mark) = sum.mark();
            match (sum.findings.total(), mark.as_str()) {
                (0, "") => Cell::Empty,
                (0, "·") => Cell::Number(0),
                (0, _) => Cell::Word(mark),
                (count, _) => Cell::Number(count),
            }
        };
        let cells = columns.iter().map(|column| cell(&sums.sum(&row, column)));
        let title = Cell::Text(sums.title(&row));
        let whole = Cell::Number(sums.whole(&row).findings.total());
        table.row(&std::iter::once(title).chain(cells).chain([whole]).collect::<Vec<_>>())?;
    }
    Ok(())
}

/// Every audit: as a whole, by body and by duty. Of what an audit has nothing there is no row.
pub(super) fn history(view: &View<'_>, table: &mut Table<'_>) -> Result<(), XlsxError> {
    table.head(&[
        head("Audit", "审计", 14),
        head("As of", "截至", 17),
        head("Of", "范围", 10),
        head("Id", "编号", 12),
        head("Name", "名称", 30),
        head("Faults", "问题", 10),
        head("Met", "已履行", 10),
        head("Late", "超期", 10),
        head("Missing", "缺失", 10),
        head("Share", "比例", 10),
    ])?;
    for own in trend::rows(view) {
        let verdicts = own.verdicts;
        #[expect(clippy::cast_precision_loss, reason = "counts of rows, far below 2^52")]
        let share = match verdicts.judged() {
            0 => Cell::Empty,
            judged => Cell::Share(verdicts.met as f64 / judged as f64),
        };
        table.row(&[
            Cell::Text(plain(own.past.period.as_deref().unwrap_or_default())),
            Cell::Instant(own.past.as_of.clone()),
            Cell::Word(own.of.1.get(view.style.lang).to_owned()),
            Cell::Text(own.id),
            Cell::Text(own.name),
            Cell::Number(own.faults),
            Cell::Number(verdicts.met),
            Cell::Number(verdicts.late),
            Cell::Number(verdicts.missing),
            share,
        ])?;
    }
    table.filter()
}
