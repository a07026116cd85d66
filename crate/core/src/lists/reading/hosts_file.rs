//! Lines of hosts files, and lines that are nothing but a host: both block hosts.

use std::net::IpAddr;

use super::pattern::is_host;
use super::skip::SkipReason;
use crate::address::ascii_host;
use crate::lists::{NetworkRule, Pattern};

/// Names that every machine has for itself.
const LOCAL: [&str; 12] = [
    "localhost",
    "localhost.localdomain",
    "local",
    "broadcasthost",
    "ip6-localhost",
    "ip6-loopback",
    "ip6-localnet",
    "ip6-mcastprefix",
    "ip6-allnodes",
    "ip6-allrouters",
    "ip6-allhosts",
    "0.0.0.0",
];

/// What a line of this kind blocks; `None` if it is of another kind.
pub(super) fn parse(text: &str) -> Option<Result<Vec<NetworkRule>, SkipReason>> {
    let mut words = text.split('#').next().unwrap_or(text).split_ascii_whitespace();
    let first = words.next()?;
    let names: Vec<&str> = words.collect();
    if names.is_empty() {
        return is_bare(text).then(|| Ok(vec![block(text.to_ascii_lowercase())]));
    }
    let address: IpAddr = first.parse().ok()?;
    if !address.is_loopback() && !address.is_unspecified() {
        return Some(Err(SkipReason::Mapping));
    }
    let foreign = names.into_iter().filter(|name| !LOCAL.contains(name));
    let host =
        |name: &str| ascii_host(name).filter(|host| is_host(host)).ok_or_else(|| SkipReason::Host(name.to_owned()));
    Some(foreign.map(|name| host(name).map(block)).collect())
}

/// `name.example`, and not `banner.gif`-like: as in uBlock Origin, a line of a list of hosts. What else could be meant
/// begins or ends with something that no host has.
fn is_bare(text: &str) -> bool {
    let top = text.rsplit('.').next().unwrap_or("");
    let is_top = top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_top || top.starts_with("xn--")) && text.contains('.') && is_host(text)
}

fn block(host: String) -> NetworkRule {
    NetworkRule::blocking(Pattern::Host(host))
}
