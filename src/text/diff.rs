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
fn middle<'t>(a: &[&'t str], b: &[&'t str]) -> Vec<Line<'t>> {
    if a.len().saturating_mul(b.len()) > LARGEST {
        let gone = a.iter().map(|line| Line::Gone(line));
        return gone.chain(b.iter().map(|line| Line::New(line))).collect();
    }
    let width = b.len() + 1;
    let mut longest = vec![0_u32; (a.len() + 1) * width];
    let at = |i: usize, j: usize| i * width + j;
    let get = |table: &[u32], i: usize, j: usize| table.get(at(i, j)).copied().unwrap_or(0);
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            let value = if x == y {
                get(&longest, i + 1, j + 1) + 1
            } else {
                get(&longest, i + 1, j).max(get(&longest, i, j + 1))
            };
            if let Some(cell) = longest.get_mut(at(i, j)) {
                *cell = value;
            }
        }
    }
    let (mut i, mut j, mut all) = (0, 0, Vec::new());
    loop {
        match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x == y => {
                all.push(Line::Same(x));
                (i, j) = (i + 1, j + 1);
            }
            (Some(x), y) if y.is_none() || get(&longest, i + 1, j) >= get(&longest, i, j + 1) => {
                all.push(Line::Gone(x));
                i += 1;
            }
            (_, Some(y)) => {
                all.push(Line::New(y));
                j += 1;
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
