//! How the module is linked.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // A mebibyte by itself, which nothing here comes near: memory that every background would hold.
    println!("cargo::rustc-link-arg-cdylib=-zstack-size=262144");
}
