//! Conditions of a constraint: on the activation, and between the two events.

use serde_json::{Value, json};

use super::Field;
use crate::text::{Words, say};

/// What must hold at the activation, as our documents write it: `A.x is red and A.n > 3`.
pub(super) fn activation(text: &str, fields: &[Field]) -> Result<Option<Value>, Words> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut reader = Reader { words: words(text), at: 0, fields };
    let value = reader.either()?;
    match reader.peek() {
        None => Ok(Some(value)),
        Some(rest) => Err(say!("`{rest}` is not understood", "无法理解`{rest}`")),
    }
}

/// What two events have in common: fields that are the same, and fields that differ.
pub(super) type Shared = (Vec<String>, Vec<String>);

/// `same x`, `different x`, `A.x = T.x`, `A.x != T.x`, joined by `and`.
pub(super) fn correlation(text: &str) -> Result<Shared, Words> {
    let mut shared = Shared::default();
    let all = words(text);
    for part in all.split(|word| word == "and").filter(|part| !part.is_empty()) {
        let part: Vec<&str> = part.iter().map(String::as_str).collect();
        let fields = |left: &str, right: &str| {
            let (left, right) = (left.strip_prefix("A.")?, right.strip_prefix("T.")?);
            (left == right).then(|| left.to_owned())
        };
        match part.as_slice() {
            ["same", field] => shared.0.push((*field).to_owned()),
            ["different", field] => shared.1.push((*field).to_owned()),
            [left, "=" | "==" | "is", right] if fields(left, right).is_some() => {
                shared.0.extend(fields(left, right));
            }
            [left, "!=", right] | [left, "is", "not", right] if fields(left, right).is_some() => {
                shared.1.extend(fields(left, right));
            }
            _ => {
                let part = part.join(" ");
                return Err(say!(
                    "`{part}` is a condition on the second event; a rule can only ask that a field is the same or differs at both",
                    "`{part}`是对后一事件的条件；规则只能要求两个事件的某字段相同或不同"
                ));
            }
        }
    }
    Ok(shared)
}

/// Words, and signs apart from them. What stands in quotes is one word.
fn words(text: &str) -> Vec<String> {
    let mut all: Vec<String> = vec![String::new()];
    let mut quote = None;
    let mut last = ' ';
    for letter in text.chars() {
        let sign = |c: char| matches!(c, '<' | '>' | '=' | '!');
        match (quote, letter) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), c) => push(&mut all, c),
            (None, '"' | '\'') => quote = Some(letter),
            (None, c) if c.is_whitespace() => all.push(String::new()),
            (None, '(' | ')' | ',') => {
                all.extend([letter.to_string(), String::new()]);
            }
            (None, c) => {
                if sign(c) != sign(last) {
                    all.push(String::new());
                }
                push(&mut all, c);
            }
        }
        last = letter;
    }
    all.retain(|word| !word.is_empty());
    all
}

fn push(all: &mut [String], letter: char) {
    if let Some(last) = all.last_mut() {
        last.push(letter);
    }
}

struct Reader<'f> {
    words: Vec<String>,
    at: usize,
    fields: &'f [Field],
}

impl Reader<'_> {
    fn peek(&self) -> Option<&str> {
        self.words.get(self.at).map(String::as_str)
    }

    fn next(&mut self) -> String {
        let word = self.words.get(self.at).cloned().unwrap_or_default();
        self.at += 1;
        word
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.peek().is_some_and(|own| own.eq_ignore_ascii_case(word));
        self.at += usize::from(found);
        found
    }

    fn either(&mut self) -> Result<Value, Words> {
        let mut parts = vec![self.all()?];
        while self.take("or") {
            parts.push(self.all()?);
        }
        Ok(joined(parts, "any"))
    }

    fn all(&mut self) -> Result<Value, Words> {
        let mut parts = vec![self.one()?];
        while self.take("and") {
            parts.push(self.one()?);
        }
        Ok(joined(parts, "all"))
    }

    fn one(&mut self) -> Result<Value, Words> {
        if self.take("not") {
            return Ok(json!({ "not": self.one()? }));
        }
        if self.take("(") {
            let inner = self.either()?;
            if self.take(")") {
                return Ok(inner);
            }
            return Err(Words::fixed("a bracket is not closed", "括号没有闭合"));
        }
        let name = self.next();
        let Some(field) = name.strip_prefix("A.") else {
            return Err(say!(
                "`{name}` does not begin with `A.`: only the activation's own data can be asked for here",
                "`{name}`没有以`A.`开头：此处只能引用激活事件自身的数据"
            ));
        };
        let Some(known) = self.fields.iter().find(|own| own.name == field) else {
            return Err(say!("`{field}` is not declared as an attribute", "`{field}`未声明为属性"));
        };
        let number = known.number;
        let sign = self.next();
        let denied = matches!(sign.as_str(), "is" | "IS") && self.take("not");
        let test = match sign.to_lowercase().as_str() {
            "is" | "=" | "==" => self.value(number)?,
            "in" => self.values(number)?,
            "not" if self.take("in") => {
                let values = self.values(number)?;
                return Ok(json!({ "not": { field: values } }));
            }
            "!=" => {
                let value = self.value(number)?;
                return Ok(json!({ "not": { field: value } }));
            }
            ">" | ">=" | "<" | "<=" if number => {
                let word = self.next();
                let Ok(bound) = word.parse::<f64>() else {
                    return Err(say!("`{word}` is not a number", "`{word}`不是数字"));
                };
                let key = match sign.as_str() {
                    ">" => "above",
                    ">=" => "at_least",
                    "<" => "below",
                    _ => "at_most",
                };
                json!({ key: written(bound) })
            }
            other => {
                return Err(say!(
                    "`{other}` is not a comparison that fits `{field}`",
                    "`{other}`不是适用于`{field}`的比较"
                ));
            }
        };
        let test = json!({ field: test });
        Ok(if denied { json!({ "not": test }) } else { test })
    }

    fn value(&mut self, number: bool) -> Result<Value, Words> {
        let word = self.next();
        if word.is_empty() {
            return Err(Words::fixed("the condition ends too early", "条件不完整"));
        }
        if !number {
            return Ok(Value::String(word));
        }
        // A number is compared as one: 3 and 3.0 are the same.
        match word.parse::<f64>() {
            Ok(bound) => Ok(json!({ "at_least": written(bound), "at_most": written(bound) })),
            Err(_) => Err(say!("`{word}` is not a number", "`{word}`不是数字")),
        }
    }

    fn values(&mut self, number: bool) -> Result<Value, Words> {
        if number || !self.take("(") {
            return Err(Words::fixed(
                "`in` is followed by values in brackets, and not by numbers",
                "`in`之后应为括号内的取值，且不能是数字",
            ));
        }
        let mut all = Vec::new();
        loop {
            let word = self.next();
            match word.as_str() {
                "" => return Err(Words::fixed("a bracket is not closed", "括号没有闭合")),
                ")" => return Ok(Value::Array(all)),
                "," => {}
                _ => all.push(Value::String(word)),
            }
        }
    }
}

fn joined(mut parts: Vec<Value>, key: &str) -> Value {
    if parts.len() == 1 { parts.swap_remove(0) } else { json!({ key: parts }) }
}

/// Whole numbers are written without a point.
fn written(number: f64) -> Value {
    let text = number.to_string();
    text.parse::<i64>().map_or_else(|_| json!(number), |whole| json!(whole))
}
