//! What the quick reader says of a text is what the whole parser says of it.

use granit_parser::{Event as Whole, Parser, ScalarStyle};

use super::{Event, Piece, events};

/// The kind of an event, its words and the bytes it comes from.
type Said = (char, String, u32, u32);

fn by_the_whole_parser(text: &str) -> Option<Vec<Said>> {
    let mut said = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.ok()?;
        let (kind, words) = match event {
            Whole::Scalar(words, style, anchor, tag) => {
                let kind = if style == ScalarStyle::Plain { 'p' } else { 'q' };
                (if anchor > 0 || tag.is_some() { '!' } else { kind }, words.into_owned())
            }
            Whole::SequenceStart(_, 0, None) => ('[', String::new()),
            Whole::MappingStart(_, 0, None) => ('{', String::new()),
            Whole::SequenceEnd | Whole::MappingEnd => ('.', String::new()),
            Whole::SequenceStart(..) | Whole::MappingStart(..) | Whole::Alias(_) => {
                ('!', String::new())
            }
            _ => continue,
        };
        let range = span.byte_range().unwrap_or(0..0);
        let byte = |at| u32::try_from(at).unwrap();
        said.push((kind, words, byte(range.start), byte(range.end)));
    }
    Some(said)
}

fn quickly(text: &str) -> Option<Vec<Said>> {
    let said = |Piece { event, start, end }| match event {
        Event::Scalar(words, plain) => {
            (if plain { 'p' } else { 'q' }, words.into_owned(), start, end)
        }
        Event::SeqStart => ('[', String::new(), start, end),
        Event::MapStart => ('{', String::new(), start, end),
        Event::End => ('.', String::new(), start, end),
    };
    Some(events(text)?.into_iter().map(said).collect())
}

/// Whether the text is read quickly; what is read must be right.
fn is_read(text: &str) -> bool {
    let quick = quickly(text);
    if quick.is_some() {
        assert_eq!(quick, by_the_whole_parser(text), "{text:?}");
    }
    quick.is_some()
}

const SAMPLES: &[&str] = &[
    "",
    "# nothing\n",
    "kind: responsibility-list # here\n\nduties:\n  L-1:\n    title: { en: A letter, zh: 信件 }\n    \
     holder: T\n    trigger: [{ event: { en: 'it''s', zh: 有人来电，并说明 } }]\n---\nkind: standard\n\
     steps:\n  s0: { starts: true, within: { limit: 1d, of: s0 } }\n",
    "# c\n---\nlog: |\n  step,at\n\n    draft, 1 # no comment\n  end\n\ntext: >-\n  One\n  two\n\n   \
     three\n\n  four\nkeep: |+ # c\n  x\n\n\nlast: >+\n    y",
    "list:\n- a\n- b: c\n  d:\n  -\n  - - e\n    - f\n  g:\n-   h:\n      i\n- # c\n\n- x # c\n\
     empty:\nother: ~\n",
    "- a\n- 'b' # c\n-\n  - {}\n  -   - []\n      - d: \"e\\n\\\"f\\\"\"\n        g : h\n-\n- i:\n",
    "{ \"a\":1, 'b' : [c: d, e, \"f\":[g: ], h: {i}, ], j, k: l m\n  n, # c\no:, p: -1 }\n",
    "a: |\n  b\n  ",
    "a: one\n  two\n\n  three - x:y#z\n",
    "a: one\r\n  two\r\n\r\n  three\r\nb: [x,\r\n  y]\r\nc: >\r\n  d\r\n  e\r\nf:",
    "a:\n  one\n\n  # c\n\nb: http://x/y?z#w\nc: a:b c#d <<\n'd e': f\n\"g\" : h\n中文: 一 二\n<<: i\n---\n---\n\
     - x\n--- # c\n",
    "  a:\n    b: c\n  d: {\n  e: f\n}\n  g: [\n]\n",
];

#[test]
fn what_people_write_is_read_quickly() {
    for text in SAMPLES {
        assert!(is_read(text), "{text:?}");
    }
}

#[test]
fn what_is_unusual_or_wrong_is_left_to_the_whole_parser() {
    for text in [
        "a: &b c",
        "a: *b",
        "a: !b c",
        "%YAML 1.2\n---\na",
        "? a\n: b",
        "a:\tb",
        "\u{feff}a: b",
        "a: b\n...\n",
        "... : b",
        "a: b: c",
        "a: b\n c: d",
        "a: b # c\n  d",
        "a: - b",
        "a: 'b' c",
        "a: {b: c}#d",
        "a: {b:[c]}",
        "a: [b\n---\n]",
        "a: [b,\n--- c]",
        "a: [b,\n... c]",
        "a: [b\n: c]",
        "a: |\n   \n  b",
        "a: |2\n  b",
        "a: b\rc: d",
        "a: \u{85}",
        "a: \u{7f}",
        "a: @b",
        "- a\nb: c",
        "a: b\n- c",
        "--- a: b",
        "a",
        "a: [,]",
        "a: {b]",
        "a: 'b",
    ] {
        assert_eq!(quickly(text), None, "{text:?}");
    }
}

#[test]
fn limits_of_the_whole_parser_are_kept() {
    let read = |text: String| (is_read(&text), by_the_whole_parser(&text).is_some());
    for (before, after) in [("", ": b"), ("a: {", ": b}"), ("- [", ": b]"), ("", "   : b")] {
        let key = |length: usize| {
            let spaces = after.find(':').unwrap();
            read(format!("{before}{}{after}", "k".repeat(length - spaces)))
        };
        assert_eq!(key(1024), (true, true));
        assert_eq!(key(1025), (false, false));
    }
    for text in ["a:# c\n b", "a: [# c\n b]", "- - {# c\n}", "a:\n- b:# c\n", "a: [b:# c\n]"] {
        let comments = |count| read(text.replace("# c", &format!(" # c{}", "\n# c".repeat(count))));
        assert_eq!(comments(63), (true, true), "{text:?}");
        assert!(!comments(97).0, "{text:?}");
    }
    for (open, close) in [("[", "]"), ("- ", "x"), ("- [ {a: ", " }]"), ("{a: ", "}")] {
        let nested = |depth| read(format!("{}{}", open.repeat(depth), close.repeat(depth)));
        assert!(!nested(40).0, "{open}");
    }
    assert!(read(format!("a: {}{}", "[".repeat(30), "]".repeat(30))).0);
}

const TOKENS: &[&str] = &[
    " ", " ", "\n", "\n", "\n", "\n  ", "\n  ", "\n ", "\n    ", "  ", "- ", "- ", "- ", ": ",
    ": ", ":", ":\n", "a: ", "b: ", "a:", "k: v\n", " #", "#", " # c", ",", ", ", "{", "}", "[",
    "]", "{", "}", "[", "]", "'a'", "\"b\"", "'", "\"", "|", ">", ">-", "|+", "---", "\n---\n",
    "a", "b", "a", "x\n", "中", "，", "\r\n", "-", "\\", "{}", "[]",
];

const RARE: &[&str] = &[
    "&a ",
    "*a",
    "!t ",
    "?",
    "? ",
    "%",
    "@",
    "`",
    "\t",
    "\r",
    "--- ",
    "...",
    "...\n",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "\u{a0}",
    "\u{9f}",
    "\u{0}",
    "\u{7f}",
    "\u{fffe}",
    "\u{1f600}",
    "|2",
    "''",
    "~",
];

/// Numbers that look as if by chance, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let high = usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap();
        high % limit.max(1)
    }

    fn token(&mut self) -> &'static str {
        let from = if self.below(12) == 0 { RARE } else { TOKENS };
        from[self.below(from.len())]
    }

    /// A few lines of a sample, with something in them changed.
    fn fragment(&mut self) -> String {
        let mut lines: Vec<String> = Vec::new();
        for _ in 0..=self.below(2) {
            let sample = SAMPLES[self.below(SAMPLES.len())];
            let all: Vec<&str> = sample.split_inclusive('\n').collect();
            let from = self.below(all.len());
            lines.extend(all.iter().skip(from).take(1 + self.below(8)).map(ToString::to_string));
        }
        for _ in 0..self.below(4) {
            let at = self.below(lines.len());
            let other = self.below(lines.len());
            let Some(line) = lines.get_mut(at) else { break };
            let mut letters: Vec<char> = line.chars().collect();
            let letter = self.below(letters.len());
            match self.below(7) {
                0 => line.insert_str(0, ["  ", " ", "    "][self.below(3)]),
                1 => *line = line.strip_prefix("  ").unwrap_or(line).to_owned(),
                2 => lines.swap(at, other),
                3 => drop(lines.remove(at)),
                4 if !letters.is_empty() => {
                    letters.remove(letter);
                    *line = letters.into_iter().collect();
                }
                _ => {
                    letters.splice(letter..letter, self.token().chars());
                    *line = letters.into_iter().collect();
                }
            }
        }
        lines.concat()
    }
}

#[test]
fn texts_made_up_by_chance_are_read_as_the_whole_parser_reads_them() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut read = 0;
    for _ in 0..20_000 {
        let most = [4, 10, 40][numbers.below(3)];
        let text: String = (0..=numbers.below(most)).map(|_| numbers.token()).collect();
        read += usize::from(is_read(&text));
    }
    assert!(read > 500, "{read}");
    read = 0;
    for _ in 0..10_000 {
        read += usize::from(is_read(&numbers.fragment()));
    }
    assert!(read > 1_000, "{read}");
}
