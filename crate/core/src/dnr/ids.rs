//! Numbers of rules: the same from build to build, so that an update touches only what changed.
//!
//! A number is made from what the rule says, but for the hosts requested, which come and go. 24 bits of it: longer
//! numbers would weigh more in the package than anything else in a rule.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use super::rule::DnrRule;

/// Gives each rule its number. Where two would have the same, the one that comes first by what it says keeps it.
pub(super) fn numbered(rules: Vec<DnrRule>) -> Vec<DnrRule> {
    // Boxed while they are sorted: a rule is large, and sorting moves it often.
    let mut sorted: Vec<Box<DnrRule>> = rules.into_iter().map(Box::new).collect();
    sorted.sort_by(|one, other| {
        (one.priority, &one.action, &one.condition).cmp(&(other.priority, &other.action, &other.condition))
    });
    let mut rules: Vec<DnrRule> = sorted.into_iter().map(|rule| *rule).collect();
    let mut taken = BTreeSet::new();
    for rule in &mut rules {
        rule.id =
            (0..u32::MAX).map(|attempt| number(rule, attempt)).find(|id| *id > 0 && taken.insert(*id)).unwrap_or(0);
    }
    rules
}

fn number(rule: &mut DnrRule, attempt: u32) -> u32 {
    let hosts = std::mem::take(&mut rule.condition.request_domains);
    let (condition, has_hosts) = (&rule.condition, !hosts.is_empty());
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    // Writing to a hash cannot fail.
    let _ = write!(hash, "{} {:?} {has_hosts} {condition:?} {attempt}", rule.priority, rule.action);
    rule.condition.request_domains = hosts;
    // The upper half is folded into the lower, which alone would be mixed less well.
    let bits = (hash.0 >> 40) ^ (hash.0 & 0xff_ffff);
    u32::try_from(bits & 0xff_ffff).unwrap_or_default()
}

/// The hash of Fowler, Noll and Vo, of 64 bits: small, and the same on every machine.
struct Fnv(u64);

impl fmt::Write for Fnv {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}
