//! The identity of a line, as GitHub reckons it for alerts of which the program says nothing.

/// Characters that a hash covers.
const BLOCK: usize = 100;
const FACTOR: u64 = 37;
/// Stands behind the last character of a text.
const END: u16 = u16::MAX;

/// The hash of every line of a text, such as `54703d4cd895b18:1`.
///
/// It covers the hundred UTF-16 units from the beginning of the line on, over line ends, without
/// spaces and tabs, every kind of line break being one. The number behind it tells lines with equal
/// hashes apart, in their order.
pub fn line_hashes(text: &str) -> Vec<String> {
    let mut units: Vec<u16> = Vec::with_capacity(text.len() + BLOCK);
    let mut starts = vec![0];
    let mut after_return = false;
    for unit in text.encode_utf16() {
        let is = |c: char| u32::from(unit) == u32::from(c);
        if is(' ') || is('\t') || (after_return && is('\n')) {
            after_return = false;
            continue;
        }
        after_return = is('\r');
        if after_return || is('\n') {
            units.push(u16::from(b'\n'));
            starts.push(units.len());
        } else {
            units.push(unit);
        }
    }
    units.push(END);
    units.resize(units.len() + BLOCK, 0);
    let mut seen = std::collections::HashMap::new();
    let hash = |start: usize| {
        let window = units.get(start..start + BLOCK).unwrap_or_default();
        window.iter().fold(0u64, |all, unit| all.wrapping_mul(FACTOR).wrapping_add((*unit).into()))
    };
    let mut numbered = |hash: u64| {
        let count = seen.entry(hash).or_insert(0u64);
        *count += 1;
        format!("{hash:x}:{count}")
    };
    starts.into_iter().map(|start| numbered(hash(start))).collect()
}
