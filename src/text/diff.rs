//! What differs between two texts, line by line.

/// More comparisons than this are not made; the parts that differ are then shown as a whole.
const LARGEST: usize = 4_000_000;

/// Lines around a difference that are shown with it.
const AROUND: usize = 2;

/// A line of both texts, or of one of them alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line<'t> {
    Same(&'t str),
    Gone(&'t str),
    New(&'t str),
}

/// The difference as a patch shows it, without a header. Empty if there is none.
pub fn unified(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let all = compare(&old, &new);
    let changed: Vec<usize> =
        (0..all.len()).filter(|at| !matches!(all.get(*at), Some(Line::Same(_)))).collect();
    let near = |at: usize| changed.iter().any(|own| own.abs_diff(at) <= AROUND);
    let (mut out, mut old_at, mut new_at, mut open) = (String::new(), 1, 1, false);
    for (at, line) in all.iter().enumerate() {
        if near(at) {
            if !open {
                for part in ["@@ -", &old_at.to_string(), " +", &new_at.to_string(), " @@\n"] {
                    out.push_str(part);
                }
            }
            open = true;
            let (sign, text) = match line {
                Line::Same(text) => (' ', text),
                Line::Gone(text) => ('-', text),
                Line::New(text) => ('+', text),
            };
            out.push(sign);
            out.push_str(text);
            out.push('\n');
        } else {
            open = false;
        }
        old_at += usize::from(!matches!(line, Line::New(_)));
        new_at += usize::from(!matches!(line, Line::Gone(_)));
    }
    out
}

fn compare<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Line<'t>> {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (a, b) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let tail = a.get(a.len() - end..).unwrap_or_default();
    let a = a.get(..a.len() - end).unwrap_or_default();
    let b = b.get(..b.len() - end).unwrap_or_default();
    let mut all: Vec<Line<'t>> =
        old.get(..start).unwrap_or_default().iter().map(|line| Line::Same(line)).collect();
    all.extend(middle(a, b));
    all.extend(tail.iter().map(|line| Line::Same(line)));
    all
}

/// The longest common lines of two parts, by the usual table.
fn middle<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Line<'t>> {
    if old.len().saturating_mul(new.len()) > LARGEST {
        let gone = old.iter().map(|line| Line::Gone(line));
        return gone.chain(new.iter().map(|line| Line::New(line))).collect();
    }
    let width = new.len() + 1;
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    let place = |row: usize, column: usize| row * width + column;
    let length = |table: &[u32], row: usize, column: usize| {
        table.get(place(row, column)).copied().unwrap_or(0)
    };
    for (row, before) in old.iter().enumerate().rev() {
        for (column, after) in new.iter().enumerate().rev() {
            let value = if before == after {
                length(&longest, row + 1, column + 1) + 1
            } else {
                length(&longest, row + 1, column).max(length(&longest, row, column + 1))
            };
            if let Some(cell) = longest.get_mut(place(row, column)) {
                *cell = value;
            }
        }
    }
    let (mut row, mut column, mut all) = (0, 0, Vec::new());
    loop {
        let down = length(&longest, row + 1, column);
        let right = length(&longest, row, column + 1);
        match (old.get(row), new.get(column)) {
            (Some(before), Some(after)) if before == after => {
                all.push(Line::Same(before));
                (row, column) = (row + 1, column + 1);
            }
            (Some(before), after) if after.is_none() || down >= right => {
                all.push(Line::Gone(before));
                row += 1;
            }
            (_, Some(after)) => {
                all.push(Line::New(after));
                column += 1;
            }
            _ => return all,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn a_difference_is_shown_with_what_surrounds_it() {
        assert_eq!(unified("a\nb\n", "a\nb\n"), "");
        assert_eq!(
            unified("1\n2\n3\n4\n5\n6\n7\n", "1\n2\n3\nfour\n5\n6\n"),
            "@@ -2 +2 @@\n 2\n 3\n-4\n+four\n 5\n 6\n-7\n"
        );
        assert_eq!(unified("", "x\n"), "@@ -1 +1 @@\n+x\n");
    }
}
