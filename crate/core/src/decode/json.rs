//! Reads JSON as names and values: members are joined by dots, lists add nothing.
//!
//! Not `serde_json`: it gives all or nothing, and a payload that is cut off or slightly wrong still told what can be read
//! of it. What it gives is also a tree as large as its input, of which only names, values and their order are wanted.
//!
//! One pass, without recursion. Does not know what a name means.

use std::borrow::Cow;

/// What lies deeper is given as it is written, under the name it has there.
const DEEPEST: usize = 16;
/// Longer names are cut. Each value comes with its name, so that without an end to names time would not be linear.
const LONGEST_NAME: usize = 256;
/// So much of what is given as it is written.
const LONGEST_RAW: usize = 512;

/// Whether an object or a list begins here.
pub(super) fn begins(text: &[u8]) -> bool {
    matches!(text.trim_ascii_start().first(), Some(b'{' | b'['))
}

/// Whether this can hardly be anything but JSON.
pub(super) fn is_plainly(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    let next = text.get(1..).unwrap_or_default().trim_ascii_start().first();
    match text.first() {
        Some(b'{') => matches!(next, None | Some(b'"' | b'}')),
        Some(b'[') => matches!(next, None | Some(b'"' | b'{' | b'[' | b']' | b'-' | b'0'..=b'9')),
        _ => false,
    }
}

/// Tells every value in `text`; `base` comes before all names. `null` is an empty value. Several documents, one after the
/// other, are read as one.
pub(super) fn read(text: &[u8], base: &str, tell: &mut dyn FnMut(&str, &str)) {
    let mut reader = Reader { text, at: 0, name: String::new(), open: Vec::new(), has_key: false };
    reader.extend_name(base);
    let base = reader.name.len();
    while let Some(byte) = reader.peek() {
        match byte {
            b'{' | b'[' if reader.open.len() == DEEPEST => {
                let raw = reader.skip_nested();
                reader.value(&raw, base, tell);
            }
            b'{' => reader.enter(Kind::Object),
            b'[' => reader.enter(Kind::List),
            b'}' => reader.leave(Kind::Object, base),
            b']' => reader.leave(Kind::List, base),
            b',' => reader.next_member(base),
            b'"' => {
                let word = reader.string();
                reader.word(&word, base, tell);
            }
            b':' | b' ' | b'\t' | b'\r' | b'\n' => reader.at += 1,
            _ => {
                let word = reader.literal();
                // What ends with the text may be cut off, and the start of a number is another number.
                if reader.peek().is_none() && !reader.open.is_empty() {
                    return;
                }
                reader.word(if word == "null" { "" } else { &word }, base, tell);
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Object,
    List,
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
    name: String,
    /// What is open, with the length of its name.
    open: Vec<(Kind, usize)>,
    /// Whether `name` ends with the key of a value that is still to come.
    has_key: bool,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn enter(&mut self, kind: Kind) {
        self.open.push((kind, self.name.len()));
        self.has_key = false;
        self.at += 1;
    }

    /// Also closes what should have been closed before. What was never opened is not closed.
    fn leave(&mut self, kind: Kind, base: usize) {
        let opened = self.open.iter().rposition(|(open, _)| *open == kind).unwrap_or(self.open.len());
        self.open.truncate(opened);
        self.next_member(base);
    }

    /// Behind a bracket or a comma, which ends the member before it.
    fn next_member(&mut self, base: usize) {
        self.end_member(base);
        self.at += 1;
    }

    fn end_member(&mut self, base: usize) {
        self.name.truncate(self.open.last().map_or(base, |(_, length)| *length));
        self.has_key = false;
    }

    fn value(&mut self, value: &str, base: usize, tell: &mut dyn FnMut(&str, &str)) {
        tell(&self.name, value);
        self.end_member(base);
    }

    /// A string or literal is a key where a colon follows, else a value.
    fn word(&mut self, word: &str, base: usize, tell: &mut dyn FnMut(&str, &str)) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
        let may_be_key = !self.has_key && matches!(self.open.last(), Some((Kind::Object, _)));
        match self.peek() {
            Some(b':') if may_be_key => {
                self.extend_name(word);
                self.has_key = true;
                self.at += 1;
            }
            // A key that was cut off.
            None if may_be_key => {}
            _ => self.value(word, base, tell),
        }
    }

    fn extend_name(&mut self, key: &str) {
        if !self.name.is_empty() && self.name.len() < LONGEST_NAME {
            self.name.push('.');
        }
        let room = LONGEST_NAME.saturating_sub(self.name.len());
        self.name.push_str(&key[..key.floor_char_boundary(room)]);
    }

    /// A string that is cut off gives what there is of it.
    fn string(&mut self) -> Cow<'t, str> {
        let text = self.text;
        let start = self.at + 1;
        let mut end = start;
        let mut has_escapes = false;
        while let Some(byte) = text.get(end).filter(|byte| **byte != b'"') {
            has_escapes |= *byte == b'\\';
            end += if *byte == b'\\' { 2 } else { 1 };
        }
        let end = end.min(text.len());
        self.at = (end + 1).min(text.len());
        let raw = &text[start..end];
        if has_escapes { Cow::Owned(unescape(raw)) } else { String::from_utf8_lossy(raw) }
    }

    /// A number, `true`, `null`, or what should not be there.
    fn literal(&mut self) -> Cow<'t, str> {
        let rest = &self.text[self.at..];
        let ends = |byte: &u8| b",:{}[]\"".contains(byte) || byte.is_ascii_whitespace();
        let end = rest.iter().position(ends).unwrap_or(rest.len()).max(1);
        self.at += end;
        String::from_utf8_lossy(&rest[..end])
    }

    fn skip_nested(&mut self) -> Cow<'t, str> {
        let start = self.at;
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.skip_string();
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                break;
            }
        }
        String::from_utf8_lossy(&self.text[start..self.at.min(start + LONGEST_RAW)])
    }

    fn skip_string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.peek().filter(|byte| *byte != b'"') {
            self.at += if byte == b'\\' { 2 } else { 1 };
        }
        self.at = (self.at + 1).min(self.text.len());
    }
}

/// What is no escape of JSON stays as it is.
fn unescape(raw: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((byte, after)) = rest.split_first() {
        let (sign, length) = match (byte, after.first()) {
            (b'\\', Some(b'u')) => unicode(rest).unwrap_or(('\\', 1)),
            (b'\\', Some(b'n')) => ('\n', 2),
            (b'\\', Some(b't')) => ('\t', 2),
            (b'\\', Some(b'r')) => ('\r', 2),
            (b'\\', Some(b'b')) => ('\u{8}', 2),
            (b'\\', Some(b'f')) => ('\u{c}', 2),
            (b'\\', Some(sign @ (b'"' | b'\\' | b'/'))) => (char::from(*sign), 2),
            _ => {
                bytes.push(*byte);
                rest = after;
                continue;
            }
        };
        bytes.extend_from_slice(sign.encode_utf8(&mut [0; 4]).as_bytes());
        rest = &rest[length..];
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The sign at the start of `text` and how long it is written: `\u00e9`, or two of them (`\ud83d\ude00`).
fn unicode(text: &[u8]) -> Option<(char, usize)> {
    let first = unit(text)?;
    let pair = || char::decode_utf16([first, unit(&text[6..])?]).next()?.ok();
    match char::from_u32(first.into()) {
        Some(sign) => Some((sign, 6)),
        None => Some(pair().map_or((char::REPLACEMENT_CHARACTER, 6), |sign| (sign, 12))),
    }
}

fn unit(text: &[u8]) -> Option<u16> {
    let digits = text.strip_prefix(b"\\u")?.get(..4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
    u16::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
}
