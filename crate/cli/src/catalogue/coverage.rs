//! How much of the traffic that the lists block carries a company's name. `third-party-web` orders the hosts it saw and
//! says how often only of whole entities; how often each host was seen is read between these.
//!
//! Who owns a domain is not known here (`companies.rs`).

use std::collections::HashMap;

use bystander_core::{Action, Catalogue, Engine, Facts, Moment, Policy, RequestType, decide};

use super::companies::{self, Entity};
use crate::failure::Failure;

/// Ranks below 2^17: the package orders 125,307 hosts.
const DOUBLINGS: u32 = 17;

/// How often a host was seen, by its rank: 1 is the host seen most.
struct Weights {
    /// Rank and weight, by rank.
    knots: Vec<(f64, f64)>,
}

/// The share of blocked traffic, by its weight, whose owner `catalogue` knows: between 0 and 1.
pub(crate) fn named_share(catalogue: &Catalogue, engine: &Engine) -> Result<f64, Failure> {
    let ranking = companies::hosts_by_rank()?;
    let hosts: Vec<&str> = ranking.lines().filter_map(|line| line.split(',').next()).collect();
    let weights = Weights::of(&points(&hosts, &companies::third_party_web()?));
    let (policy, nothing) = (Policy::default(), Catalogue::default());
    let (mut blocked, mut named) = (0.0, 0.0);
    for (rank, host) in (1..).zip(hosts) {
        let (url, page) = (format!("https://{host}/x.js"), "https://news.example/");
        let facts = Facts::new(&url, page, None, RequestType::Script, "GET");
        if decide(&facts, &policy, &nothing, engine, Moment(0.0)).action == Action::Block {
            let weight = weights.at(rank);
            blocked += weight;
            named += if catalogue.owner(&facts.url).is_some() { weight } else { 0.0 };
        }
    }
    Ok(named / blocked)
}

/// Of each entity that has occurrences: the rank of its most seen host, and the occurrences.
fn points(hosts: &[&str], entities: &[Entity]) -> Vec<(u32, u32)> {
    let numbered = || entities.iter().enumerate();
    let domains: HashMap<&str, usize> =
        numbered().flat_map(|(place, entity)| entity.domains.iter().map(move |domain| (&**domain, place))).collect();
    let entity_of = |host: &str| {
        let starts = std::iter::once(0).chain(host.match_indices('.').map(|(dot, _)| dot + 1));
        let mut above = starts.map(|start| format!("*.{}", &host[start..]));
        domains.get(host).or_else(|| above.find_map(|domain| domains.get(&*domain))).copied()
    };
    let mut first = HashMap::new();
    for (rank, host) in (1..).zip(hosts) {
        if let Some(entity) = entity_of(host) {
            first.entry(entity).or_insert(rank);
        }
    }
    let seen = numbered().filter(|(_, entity)| entity.occurrences > 0);
    seen.filter_map(|(place, entity)| Some((*first.get(&place)?, entity.occurrences))).collect()
}

impl Weights {
    /// One knot for each doubling of the rank: the upper quartile there, since entities that send images and beacons
    /// are counted far too low; and never less than what follows, since weights fall with the rank.
    fn of(points: &[(u32, u32)]) -> Self {
        let mut knots = Vec::new();
        let mut highest = 0;
        for doubling in (0..DOUBLINGS).rev() {
            let inside = points.iter().filter(|(rank, _)| rank.checked_ilog2() == Some(doubling));
            let mut occurrences: Vec<u32> = inside.map(|(_, occurrences)| *occurrences).collect();
            occurrences.sort_unstable();
            if let Some(last) = occurrences.len().checked_sub(1) {
                highest = highest.max(occurrences[75 * last / 100]);
                knots.push((f64::exp2(f64::from(doubling) + 0.5), f64::from(highest)));
            }
        }
        knots.reverse();
        Self { knots }
    }

    /// Linear in the logarithms of rank and weight between two knots; before the first and after the last, theirs.
    fn at(&self, rank: u32) -> f64 {
        let rank = f64::from(rank);
        let after = self.knots.partition_point(|(at, _)| *at <= rank);
        let before = after.checked_sub(1).map(|before| self.knots[before]);
        match (before, self.knots.get(after)) {
            (Some((low, weight)), Some((high, lighter))) => {
                let way = (rank / low).ln() / (high / low).ln();
                (weight.ln() + way * (lighter / weight).ln()).exp()
            }
            (Some((_, weight)), None) | (None, Some(&(_, weight))) => weight,
            (None, None) => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(name: &str, occurrences: u32, domains: &[&str]) -> Entity {
        let domains = domains.iter().map(|domain| (*domain).to_owned()).collect();
        Entity { name: name.to_owned(), company: None, category: "ad".to_owned(), domains, occurrences }
    }

    #[test]
    fn an_entity_stands_at_its_most_seen_host() {
        let hosts = ["cdn.a.example", "b.example", "www.b.example", "x.y.c.example", "nobody.example", "a.example"];
        let entities = [
            entity("A", 90, &["a.example", "img.a.example"]),
            entity("B", 80, &["*.b.example"]),
            entity("Y", 70, &["*.y.c.example"]),
            entity("C", 60, &["*.c.example"]),
            entity("WWW", 50, &["www.b.example"]),
            entity("never seen", 0, &["nobody.example"]),
        ];
        assert_eq!(points(&hosts, &entities), [(6, 90), (2, 80), (4, 70), (3, 50)]);
    }

    #[test]
    fn the_weight_is_read_between_the_upper_quartiles_of_the_doublings() {
        // Nobody at ranks 4 to 7; of the five at 8 to 15 the fourth counts, and the knot before is raised to it.
        let points =
            [(1, 1600), (2, 100), (3, 50), (8, 10), (9, 500), (10, 400), (11, 300), (15, 20), (64, 100), (1 << 17, 9)];
        let weights = Weights::of(&points);
        let root = f64::sqrt(2.0);
        let expected = [(root, 1600.0), (2.0 * root, 400.0), (8.0 * root, 400.0), (64.0 * root, 100.0)];
        assert_eq!(weights.knots.len(), expected.len(), "{:?}", weights.knots);
        for ((rank, weight), (expected_rank, expected_weight)) in weights.knots.iter().zip(expected) {
            assert!((rank - expected_rank).abs() < 1e-9 && (weight - expected_weight).abs() < 1e-9, "{rank}: {weight}");
        }
        for (rank, expected) in [
            (1, 1600.0),
            // Half the way from one knot to the next, in logarithms.
            (2, 800.0),
            (3, 400.0),
            (5, 400.0),
            (11, 400.0),
            // To a quarter in three doublings.
            (32, 200.0),
            (16, 400.0 * f64::exp2(-1.0 / 3.0)),
            (90, 400.0 * f64::exp2(-2.0 / 3.0 * (90.0_f64.log2() - 3.5))),
            (91, 100.0),
            (125_307, 100.0),
        ] {
            let got = weights.at(rank);
            assert!((got - expected).abs() < 1e-6, "rank {rank}: got {got}, expected {expected}");
        }
        assert!(Weights::of(&[]).at(1).abs() < 1e-9, "nothing is known of anybody");
    }
}
