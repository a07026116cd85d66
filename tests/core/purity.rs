//! What the core must not depend on, and what must not be shipped.

use std::process::Command;

#[test]
fn the_core_knows_no_browser() {
    assert_without("bystander-core", &["wasm-bindgen", "web-sys", "js-sys"]);
}

#[test]
fn the_second_opinion_on_verdicts_is_not_shipped() {
    for package in ["bystander-core", "bystander-wasm", "bystander-cli"] {
        assert_without(package, &["adblock", "bystander-oracle"]);
    }
}

/// That none of the packages `forbidden` is among what `package` is built with.
fn assert_without(package: &str, forbidden: &[&str]) {
    let cargo = std::env::var("CARGO").unwrap();
    let output = Command::new(cargo)
        .args(["tree", "--package", package, "--edges", "normal,build", "--prefix", "none", "--locked"])
        .output()
        .unwrap();
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(tree.contains("regex"), "cargo tree said: {tree}{}", String::from_utf8_lossy(&output.stderr));
    for forbidden in forbidden {
        let found = tree.lines().find(|line| line.split(' ').next() == Some(forbidden));
        assert_eq!(found, None, "{package} depends on {forbidden}");
    }
}
