//! Rules that differ only in the host requested become one rule with all the hosts: an array counts as one rule.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::convert::Draft;
use super::rule::{Condition, DnrAction, DnrRule};

/// Collects drafts. The order of the finished rules depends on their content alone.
#[derive(Default)]
pub(super) struct Merger {
    /// Key: everything but the hosts, and whether there are any.
    rules: BTreeMap<(u32, DnrAction, Condition, bool), Condition>,
}

impl Merger {
    pub(super) fn extend(&mut self, drafts: Vec<Draft>) {
        for Draft { priority, action, condition } in drafts {
            let mut rest = condition.clone();
            let has_hosts = !rest.request_domains.is_empty();
            rest.request_domains.clear();
            match self.rules.entry((priority, action, rest, has_hosts)) {
                Entry::Vacant(entry) => _ = entry.insert(condition),
                Entry::Occupied(mut entry) => entry.get_mut().request_domains.extend(condition.request_domains),
            }
        }
    }

    pub(super) fn finish(self) -> Vec<DnrRule> {
        let numbered = (1..).zip(self.rules);
        numbered.map(|(id, ((priority, action, ..), condition))| DnrRule { id, priority, action, condition }).collect()
    }
}
