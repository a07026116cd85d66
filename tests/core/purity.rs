//! What the core must not depend on.

use std::process::Command;

#[test]
fn the_core_knows_no_browser() {
    let cargo = std::env::var("CARGO").unwrap();
    let output = Command::new(cargo)
        .args(["tree", "--package", "bystander-core", "--edges", "normal", "--prefix", "none", "--locked"])
        .output()
        .unwrap();
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(tree.contains("regex"), "cargo tree said: {tree}{}", String::from_utf8_lossy(&output.stderr));
    for forbidden in ["wasm-bindgen", "web-sys", "js-sys"] {
        let found = tree.lines().find(|line| line.split(' ').next() == Some(forbidden));
        assert_eq!(found, None, "bystander-core depends on {forbidden}");
    }
}
