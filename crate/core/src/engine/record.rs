//! A rule as it lies in a layer: a fixed number of words, read in place. What its fields point to, the layer holds.

use crate::lists::{Anchor, Case, Effect, Methods, Pattern, Rank, Types};
use crate::party::Party;

/// Words a rule takes.
pub(super) const WORDS: usize = 7;

/// A rule's words.
#[derive(Clone, Copy)]
pub(super) struct Record<'a>(&'a [u32; WORDS]);

/// What a rule does, without what it does it with ([`Record::value`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Block,
    ImportantBlock,
    Allow,
    ImportantAllow,
    Stub,
    ImportantStub,
    NoStub,
    Clean,
    Keep,
    Header,
    NoHeader,
}

const KINDS: [Kind; 11] = [
    Kind::Block,
    Kind::ImportantBlock,
    Kind::Allow,
    Kind::ImportantAllow,
    Kind::Stub,
    Kind::ImportantStub,
    Kind::NoStub,
    Kind::Clean,
    Kind::Keep,
    Kind::Header,
    Kind::NoHeader,
];

/// Which URLs a rule matches, by what kind of test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Test {
    Any,
    /// The span is a number of the layer's names.
    Host,
    Text,
    Regex,
}

const TESTS: [Test; 4] = [Test::Any, Test::Host, Test::Text, Test::Regex];
const ANCHORS: [Anchor; 3] = [Anchor::None, Anchor::Start, Anchor::Host];

/// A stretch of the layer's text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) length: u32,
}

/// Everything a record is written from.
pub(super) struct Fields<'a> {
    pub(super) kind: Kind,
    pub(super) rule: &'a crate::lists::NetworkRule,
    pub(super) pattern: Span,
    pub(super) frames: u32,
    pub(super) hosts: u32,
    pub(super) value: u32,
    /// Line and list.
    pub(super) line: u32,
    pub(super) list: u32,
    /// How far the token that the rule is filed under is from the pattern's beginning, where that is fixed.
    pub(super) offset: Option<usize>,
}

/// Stands for an offset that is not fixed, or too large.
const NO_OFFSET: u32 = 0xff;

/// A pattern of so many bytes fits no address.
pub(super) const LONGEST: u32 = 1 << 20;
/// Lines and lists beyond these are cited by them.
const LAST_LINE: u32 = (1 << 22) - 1;
const LAST_LIST: u32 = (1 << 10) - 1;

impl Fields<'_> {
    /// `pattern` is shorter than [`LONGEST`].
    pub(super) fn words(&self) -> [u32; WORDS] {
        let rule = self.rule;
        let (test, anchor, ends, case) = match &rule.pattern {
            Pattern::Any => (Test::Any, Anchor::None, false, Case::Ignored),
            Pattern::Host(_) => (Test::Host, Anchor::None, false, Case::Ignored),
            Pattern::Text(text) => (Test::Text, text.anchor, text.ends, text.case),
            Pattern::Regex { case, .. } => (Test::Regex, Anchor::None, false, *case),
        };
        let parties = match rule.party {
            None => 3,
            Some(Party::First) => 1,
            Some(Party::Third) => 2,
        };
        let offset = self.offset.and_then(|offset| u32::try_from(offset).ok()).filter(|offset| *offset < NO_OFFSET);
        let when = u32::from(rule.types.bits())
            | u32::from(rule.methods.bits()) << 12
            | parties << 22
            | offset.unwrap_or(NO_OFFSET) << 24;
        let what = self.kind as u32
            | (test as u32) << 4
            | (anchor as u32) << 6
            | u32::from(ends) << 8
            | u32::from(case == Case::Matters) << 9
            | self.pattern.length << 10;
        let place = self.line.min(LAST_LINE) | self.list.min(LAST_LIST) << 22;
        [when, what, self.pattern.start, self.frames, self.hosts, self.value, place]
    }
}

/// What a request must be for a rule whose first word is `when` ([`asked`] makes `asked`).
pub(super) fn admits(when: u32, asked: u32) -> bool {
    when & asked == asked
}

/// A request's type, method and party, for [`admits`].
pub(super) fn asked(kind: Types, method: Methods, party: Party) -> u32 {
    let party = match party {
        Party::First => 1,
        Party::Third => 2,
    };
    u32::from(kind.bits()) | u32::from(method.bits()) << 12 | party << 22
}

/// How far the token that a rule is filed under is from the pattern's beginning, by the rule's first word; nothing where
/// it is not known.
pub(super) fn offset(when: u32) -> Option<u32> {
    Some(when >> 24).filter(|offset| *offset != NO_OFFSET)
}

impl<'a> Record<'a> {
    pub(super) fn at(rules: &'a [u32], number: u32) -> Option<Self> {
        let (records, _) = rules.as_chunks();
        records.get(number as usize).map(Self)
    }

    pub(super) fn kind(self) -> Kind {
        KINDS[(self.0[1] & 0xf) as usize % KINDS.len()]
    }

    pub(super) fn test(self) -> Test {
        TESTS[(self.0[1] >> 4 & 3) as usize]
    }

    pub(super) fn anchor(self) -> Anchor {
        ANCHORS[(self.0[1] >> 6 & 3) as usize % ANCHORS.len()]
    }

    pub(super) fn ends(self) -> bool {
        self.0[1] >> 8 & 1 == 1
    }

    pub(super) fn case(self) -> Case {
        if self.0[1] >> 9 & 1 == 1 { Case::Matters } else { Case::Ignored }
    }

    pub(super) fn pattern(self) -> Span {
        Span { start: self.0[2], length: self.0[1] >> 10 }
    }

    pub(super) fn frames(self) -> usize {
        self.0[3] as usize
    }

    pub(super) fn hosts(self) -> usize {
        self.0[4] as usize
    }

    pub(super) fn value(self) -> usize {
        self.0[5] as usize
    }

    pub(super) fn line(self) -> u32 {
        self.0[6] & LAST_LINE
    }

    pub(super) fn list(self) -> usize {
        (self.0[6] >> 22) as usize
    }
}

/// Records as they lie in the engine's file. Where patterns and lines stand rises.
pub(super) mod saved {
    use serde::de::Deserializer;
    use serde::ser::Serializer;

    use crate::stored::columns;

    pub(in super::super) fn serialize<S: Serializer>(rows: &[u32], to: S) -> Result<S::Ok, S::Error> {
        columns::serialize::<{ super::WORDS }, 0b100_0100, S>(rows, to)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u32>, D::Error> {
        columns::deserialize::<{ super::WORDS }, 0b100_0100, D>(from)
    }
}

/// The kinds of record an effect needs: a redirect blocks, and has a stub.
pub(super) fn kinds(effect: &Effect) -> Vec<Kind> {
    let by = |rank: Rank, normal, important| if rank == Rank::Normal { normal } else { important };
    match effect {
        Effect::Block(rank) => vec![by(*rank, Kind::Block, Kind::ImportantBlock)],
        Effect::Redirect(rank, _) => {
            vec![by(*rank, Kind::Block, Kind::ImportantBlock), by(*rank, Kind::Stub, Kind::ImportantStub)]
        }
        Effect::RedirectRule(_) => vec![Kind::Stub],
        Effect::NoStub(_) => vec![Kind::NoStub],
        Effect::Allow(rank) | Effect::AllowPage(rank) => vec![by(*rank, Kind::Allow, Kind::ImportantAllow)],
        Effect::Clean(_) => vec![Kind::Clean],
        Effect::Keep(_) => vec![Kind::Keep],
        Effect::Header(..) => vec![Kind::Header],
        Effect::NoHeader(..) => vec![Kind::NoHeader],
    }
}
