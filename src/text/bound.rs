//! What must stay on one line: a date with its time, a number with what it counts.

/// Pieces of a text in their order, each with whether a line may not end within it.
pub fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    // Where the piece begins that is not bound.
    let mut loose = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let begins = c.is_ascii_digit() && !before.is_ascii_alphanumeric() && before != '-';
        let length = if begins { bound(rest) } else { 0 };
        if length > 0 {
            let free = loose.len() - rest.len();
            pieces.push((loose.split_at(free).0, false));
            let (own, tail) = rest.split_at(length);
            pieces.push((own, true));
            before = own.chars().next_back().unwrap_or(' ');
            (rest, loose) = (tail, tail);
        } else {
            before = c;
            rest = rest.split_at(c.len_utf8()).1;
        }
    }
    pieces.push((loose, false));
    pieces.retain(|(own, _)| !own.is_empty());
    pieces
}

/// How many bytes at the beginning of a text must stay together; 0 where it is nothing but a number.
fn bound(text: &str) -> usize {
    if let Some(day) = shaped(text, "0000-00-00") {
        return shaped(text, "0000-00-00 00:00").unwrap_or(day);
    }
    if let Some(month) = shaped(text, "0000-00") {
        return month;
    }
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '.');
    let rest = number.strip_prefix('%').unwrap_or(number);
    let used = text.len() - rest.len();
    if let Some(own) = rest.chars().next().filter(|c| is_han(*c)) {
        return used + own.len_utf8();
    }
    let units = [" min", " h", " d"].into_iter();
    let unit = units.filter(|unit| rest.starts_with(unit)).find(|unit| {
        let after = rest.chars().nth(unit.len());
        !after.is_some_and(|c| c.is_ascii_alphanumeric())
    });
    unit.map_or(0, |unit| used + unit.len())
}

/// The length of a shape that a text begins with: `0` is any digit, all else itself. No digit may follow.
fn shaped(text: &str, shape: &str) -> Option<usize> {
    let mut own = text.chars();
    let fits = shape.chars().all(|wanted| {
        own.next().is_some_and(|c| if wanted == '0' { c.is_ascii_digit() } else { c == wanted })
    });
    let ends = !own.next().is_some_and(|c| c.is_ascii_digit());
    (fits && ends).then_some(shape.len())
}

/// Chinese characters, as in the units after numbers.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::pieces;

    fn bound(text: &str) -> Vec<&str> {
        let all = pieces(text);
        assert_eq!(all.iter().map(|(own, _)| *own).collect::<String>(), text);
        all.into_iter().filter(|(_, bound)| *bound).map(|(own, _)| own).collect()
    }

    #[test]
    fn dates_times_and_counts_stay_together() {
        assert_eq!(
            bound("was due by 2026-02-19 22:01 and was done 2026-02-20 01:44"),
            ["2026-02-19 22:01", "2026-02-20 01:44"]
        );
        assert_eq!(bound("35个单位、1,844件任务：99.8%的"), ["35个", "1,844件", "99.8%的"]);
        assert_eq!(bound("median: 1 h 12 min (16 cases), 5 d"), ["1 h", "12 min", "5 d"]);
        assert_eq!(bound("PP-02接警，AJ20260212032，JJ-2026-02"), [""; 0]);
        assert_eq!(bound("12 dogs, 3 hours, 7"), [""; 0]);
        assert_eq!(bound("2026-021 2026-02-19x 至2026-02-22前"), ["2026-02-19", "2026-02-22"]);
        assert_eq!(bound(""), [""; 0]);
    }
}
