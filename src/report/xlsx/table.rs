//! A sheet that grows by rows.

use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError,
};

use crate::report::style::plain;
use crate::text::{Lang, Words};

/// Units of UTF-16 that a cell can have are 32,767; a little less leaves room for the mark of a cut.
const LONGEST: usize = 32_000;

/// What is written into a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Empty,
    /// A word of ours.
    Word(String),
    /// A text of a log or a list, short.
    Text(String),
    /// A text that takes several lines.
    Long(String),
    Number(u64),
    Decimal(f64),
    /// One is a hundred percent.
    Share(f64),
    Instant(String),
    Day(String),
    /// To be filled in.
    Filled(String),
    /// To be filled in with a day.
    FilledDay(String),
}

/// How cells look.
pub(super) struct Styles {
    title: Format,
    head: Format,
    fill_head: Format,
    word: Format,
    text: Format,
    long: Format,
    number: Format,
    decimal: Format,
    share: Format,
    instant: Format,
    day: Format,
    filled: Format,
    filled_day: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let base = || Format::new().set_align(FormatAlign::Top);
        let head = || {
            let head = Format::new().set_bold().set_text_wrap();
            head.set_align(FormatAlign::VerticalCenter).set_border_bottom(FormatBorder::Thin)
        };
        let paper = Color::RGB(0x00FF_F7E0);
        let fill = || base().set_background_color(paper).set_border(FormatBorder::Hair);
        Self {
            title: Format::new().set_bold().set_font_size(14.0),
            head: head().set_background_color(Color::RGB(0x00DC_E6F1)),
            fill_head: head().set_background_color(Color::RGB(0x00FF_E699)),
            word: base(),
            // As text, a cell stays one when somebody edits it.
            text: base().set_num_format("@").set_quote_prefix(),
            long: base().set_text_wrap().set_quote_prefix(),
            number: base().set_num_format("#,##0"),
            decimal: base().set_num_format("#,##0.0"),
            share: base().set_num_format("0.0%"),
            instant: base().set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Left),
            day: base().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            filled: fill().set_num_format("@").set_text_wrap(),
            filled_day: fill().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
        }
    }
}

/// A heading of a column and how wide it is.
pub(super) fn head(en: &'static str, zh: &'static str, width: u16) -> (Words, u16) {
    (Words::fixed(en, zh), width)
}

/// A sheet that grows by rows.
pub(super) struct Table<'w> {
    pub(super) sheet: &'w mut Worksheet,
    styles: &'w Styles,
    lang: Lang,
    next: u32,
    columns: u16,
}

impl<'w> Table<'w> {
    pub(super) fn new(sheet: &'w mut Worksheet, styles: &'w Styles, lang: Lang) -> Self {
        Self { sheet, styles, lang, next: 0, columns: 0 }
    }

    /// The head of a sheet, which stays in view and is repeated on every page.
    pub(super) fn head(&mut self, heads: &[(Words, u16)]) -> Result<(), XlsxError> {
        self.widths(&heads.iter().map(|(_, width)| *width).collect::<Vec<_>>())?;
        self.sheet.set_freeze_panes(1, 0)?;
        self.sheet.set_repeat_rows(0, 0)?;
        for (column, (words, _)) in (0u16..).zip(heads) {
            let fill = crate::report::columns::COLUMNS
                .iter()
                .any(|own| own.whom == crate::report::columns::For::Filling && own.title == *words);
            let style = if fill { &self.styles.fill_head } else { &self.styles.head };
            self.sheet.write_string_with_format(0, column, words.get(self.lang), style)?;
        }
        self.next = 1;
        Ok(())
    }

    pub(super) fn widths(&mut self, widths: &[u16]) -> Result<(), XlsxError> {
        for (column, width) in (0u16..).zip(widths) {
            self.sheet.set_column_width(column, f64::from(*width))?;
        }
        self.columns = u16::try_from(widths.len()).unwrap_or(u16::MAX);
        Ok(())
    }

    /// Lets people filter by every column.
    pub(super) fn filter(&mut self) -> Result<(), XlsxError> {
        let last = self.next.saturating_sub(1);
        self.sheet.autofilter(0, 0, last, self.columns.saturating_sub(1))?;
        Ok(())
    }

    /// A row is left empty.
    pub(super) fn gap(&mut self) {
        self.next += 1;
    }

    /// A line in large letters.
    pub(super) fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.next, 0, cut(text), &self.styles.title)?;
        self.next += 1;
        Ok(())
    }

    /// A line of headings within the sheet.
    pub(super) fn line<T: AsRef<str>>(&mut self, heads: &[T]) -> Result<(), XlsxError> {
        for (column, text) in (0u16..).zip(heads) {
            let text = cut(text.as_ref());
            self.sheet.write_string_with_format(self.next, column, text, &self.styles.head)?;
        }
        self.next += 1;
        Ok(())
    }

    /// A row of cells.
    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        let row = self.next;
        for (column, cell) in (0u16..).zip(cells) {
            self.put(row, column, cell)?;
        }
        self.next += 1;
        Ok(())
    }

    fn put(&mut self, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
        let styles = self.styles;
        let sheet = &mut *self.sheet;
        let mut text = |text: &str, style: &Format| -> Result<(), XlsxError> {
            if text.is_empty() {
                sheet.write_blank(row, column, style)?;
            } else {
                sheet.write_string_with_format(row, column, cut(text), style)?;
            }
            Ok(())
        };
        match cell {
            Cell::Empty => {}
            Cell::Word(own) if own.is_empty() => {}
            Cell::Text(own) | Cell::Long(own) if own.is_empty() => {}
            Cell::Word(own) => text(own, &styles.word)?,
            Cell::Text(own) => text(own, &styles.text)?,
            Cell::Long(own) => text(own, &styles.long)?,
            Cell::Filled(own) => text(own, &styles.filled)?,
            Cell::Instant(own) => match moment(own) {
                Some(at) => {
                    sheet.write_datetime_with_format(row, column, &at, &styles.instant)?;
                }
                None => text(own, &styles.text)?,
            },
            Cell::Day(own) | Cell::FilledDay(own) => {
                let filled = matches!(cell, Cell::FilledDay(_));
                let style = if filled { &styles.filled_day } else { &styles.day };
                match day(own) {
                    Some(day) => {
                        sheet.write_datetime_with_format(row, column, &day, style)?;
                    }
                    None => text(own, style)?,
                }
            }
            #[expect(clippy::cast_precision_loss, reason = "counts of rows, far below 2^52")]
            Cell::Number(own) => {
                sheet.write_number_with_format(row, column, *own as f64, &styles.number)?;
            }
            Cell::Decimal(own) => {
                sheet.write_number_with_format(row, column, *own, &styles.decimal)?;
            }
            Cell::Share(own) => {
                sheet.write_number_with_format(row, column, *own, &styles.share)?;
            }
        }
        Ok(())
    }
}

/// A text that is harmless and that a cell can hold; `…` at its end says that it was cut.
fn cut(text: &str) -> String {
    let text = plain(text);
    if text.len() <= LONGEST {
        return text;
    }
    let mut kept = String::with_capacity(LONGEST);
    let mut used = 0;
    for c in text.chars() {
        used += c.len_utf16();
        if used > LONGEST {
            kept.push('…');
            break;
        }
        kept.push(c);
    }
    kept
}

/// The civil time that an instant of the report names, to the second: fractions would be rounded up
/// to the next day. Nothing for what no spreadsheet knows as a date.
pub(super) fn moment(text: &str) -> Option<ExcelDateTime> {
    let mut parts = text.split(['T', ' ', '+', 'Z']);
    let date = parts.next()?;
    let mut time = parts.next()?.split(':');
    let hour = time.next()?.parse().ok()?;
    let minute = time.next()?.parse().ok()?;
    let second: u8 = time.next()?.split(['.', '-']).next()?.parse().ok()?;
    day(date)?.and_hms(hour, minute, f64::from(second)).ok()
}

fn day(text: &str) -> Option<ExcelDateTime> {
    let mut parts = text.split('-');
    let year: u16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    if parts.next().is_some() {
        return None;
    }
    ExcelDateTime::from_ymd(year, month, day).ok()
}
