//! Files of separated values.

/// A file of separated values.
pub(crate) struct Table {
    /// Everything so far.
    pub(crate) text: String,
    /// Rows below the header.
    pub(crate) rows: usize,
}

impl Table {
    /// A table with its header.
    pub(crate) fn new(headers: &[&str]) -> Self {
        let mut table = Self { text: String::new(), rows: 0 };
        table.row(headers.iter().map(|header| (*header).to_owned()));
        table.rows = 0;
        table
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: impl Iterator<Item = String>) {
        for (n, cell) in cells.enumerate() {
            if n > 0 {
                self.text.push(',');
            }
            if cell.contains([',', '"', '\n']) {
                self.text.push('"');
                self.text.push_str(&cell.replace('"', "\"\""));
                self.text.push('"');
            } else {
                self.text.push_str(&cell);
            }
        }
        self.text.push_str("\r\n");
        self.rows += 1;
    }
}
