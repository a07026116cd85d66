//! What a task needs, installed where that is possible, or named in the one line to type.

use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::{Browser, paths, process};

/// The target that the core is compiled to for the extension.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The Rust target for wasm.
pub(crate) fn wasm_target() -> Result<(), Failure> {
    let installed = process::output("rustc", &["--print", "target-libdir", "--target", WASM_TARGET])
        .is_some_and(|folder| fs::exists(folder).unwrap_or(false));
    if installed {
        return Ok(());
    }
    eprintln!("xtask: installing the Rust target {WASM_TARGET} …");
    process::run("rustup", &["target", "add", WASM_TARGET])
        .map_err(|_| Failure::Missing { what: "the Rust target", line: format!("rustup target add {WASM_TARGET}") })
}

/// The formatter and the linter, which a minimal toolchain lacks.
pub(crate) fn rust_tools() -> Result<(), Failure> {
    let cargo = process::cargo();
    for (component, command) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !process::succeeds(&cargo, &[command, "--version"]) {
            eprintln!("xtask: installing {component} …");
            process::run("rustup", &["component", "add", component])
                .map_err(|_| Failure::Missing { what: component, line: format!("rustup component add {component}") })?;
        }
    }
    Ok(())
}

/// The npm packages of package-lock.json.
pub(crate) fn npm_packages() -> Result<(), Failure> {
    let major = process::output("node", &["--print", "process.versions.node.split('.')[0]"]);
    let is_recent = major.and_then(|major| major.parse::<u32>().ok()).is_some_and(|major| major >= 20);
    if !is_recent || process::find("npm").is_none() {
        let found = process::output("node", &["--version"]).unwrap_or_else(|| "none".to_owned());
        return Err(Failure::Other(format!(
            "Node.js 20 or later with npm is needed (found: {found}). Get it from https://nodejs.org"
        )));
    }
    locked("npm packages", paths::root())
}

/// The engines that a benchmark measures ours beside, which nothing else needs.
pub(crate) fn peers() -> Result<(), Failure> {
    locked("the engines to measure beside", &paths::root().join("tests/bench/matching/peers"))
}

/// The extension that a benchmark loads beside ours: Debian's package, unpacked and not installed, since installed it would be
/// in every Firefox of the machine. Where it cannot be had, the benchmark goes without.
pub(crate) fn ublock_origin() {
    const PACKAGE: &str = "webext-ublock-origin-firefox";
    let folder = paths::root().join("target/bench/ublock-origin");
    if folder.exists() || process::succeeds("dpkg", &["-L", PACKAGE]) || process::find("apt-get").is_none() {
        return;
    }
    eprintln!("xtask: fetching {PACKAGE} …");
    let unpack = "rm -rf \"$1.new\" && mkdir -p \"$1.new\" && cd \"$1.new\" && apt-get -qq download \"$2\" \
        && dpkg-deb --extract \"$2\"_*.deb . && mv \"$1.new\" \"$1\"";
    let to = folder.display().to_string();
    if !process::succeeds("sh", &["-c", unpack, "sh", &to, PACKAGE]) {
        eprintln!("xtask: there is no {PACKAGE} to be had here; pages are measured without it.");
    }
}

/// What the lock file in `folder` names, unless it is there.
fn locked(what: &str, folder: &Path) -> Result<(), Failure> {
    // Ours: npm rewrites its own lock file in there in another form.
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).map_err(Failure::file(&lock))?;
    let mark = folder.join("node_modules/.installed-package-lock.json");
    if fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    eprintln!("xtask: installing {what} …");
    let prefix = folder.display().to_string();
    process::run("npm", &["ci", "--ignore-scripts", "--no-progress", "--prefix", &prefix])?;
    fs::write(&mark, wanted).map_err(Failure::file(mark))
}

/// The browsers themselves.
pub(crate) fn browsers(browsers: &[Browser]) -> Result<(), Failure> {
    let missing: Vec<Browser> = browsers.iter().copied().filter(|browser| !is_installed(*browser)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|browser| debian_package(*browser)).collect();
    let by_hand = format!("sudo apt-get install -y --no-install-recommends {} fonts-dejavu-core", packages.join(" "));
    let not_possible = || Failure::Missing { what: "a browser", line: by_hand.clone() };
    let is_root = process::output("id", &["-u"]).as_deref() == Some("0");
    let as_root: &[&str] = match (process::find("apt-get"), is_root) {
        (Some(_), true) => &["env"],
        (Some(_), false) if process::succeeds("sudo", &["-n", "true"]) => &["sudo", "-n", "env"],
        (Some(_), false) | (None, _) => return Err(not_possible()),
    };
    eprintln!("xtask: installing {} …", packages.join(" and "));
    let apt_get = |args: &[&str]| {
        let apt = ["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"];
        let line: Vec<&str> = as_root[1..].iter().chain(&apt).chain(args).copied().collect();
        process::run(as_root[0], &line).map_err(|_| not_possible())
    };
    apt_get(&["update"])?;
    let install = ["install", "-y", "--no-install-recommends", "fonts-dejavu-core"];
    apt_get(&install.iter().chain(&packages).copied().collect::<Vec<_>>())
}

/// Where the tests that start Chromium anew put a policy while they run: nothing else keeps an extension over a restart.
pub(crate) fn policy_folder() -> Result<(), Failure> {
    let folders = ["/etc/chromium/policies", "/etc/chromium/policies/managed"];
    let is_writable = |folder: &&str| {
        let probe = Path::new(folder).join(".bystander-probe");
        fs::write(&probe, "").and_then(|()| fs::remove_file(&probe)).is_ok()
    };
    let by_root = process::output("id", &["-u"]).as_deref() == Some("0") && fs::create_dir_all(folders[1]).is_ok();
    if by_root || folders.iter().all(is_writable) {
        return Ok(());
    }
    let user = process::output("id", &["-un"]).unwrap_or_default();
    let line = ["install", "-d", "-o", &user, folders[0], folders[1]];
    process::run("sudo", &[&["-n"], &line[..]].concat()).map_err(|_| Failure::Missing {
        what: "a folder for Chromium's policies that this user may write to",
        line: format!("sudo {}", line.join(" ")),
    })
}

/// A browser named by its variable counts as installed; a wrong name is reported when it is started.
fn is_installed(browser: Browser) -> bool {
    let (variable, programs): (&str, &[&str]) = match browser {
        Browser::Firefox => ("FIREFOX", &["firefox-esr", "firefox"]),
        Browser::Chrome => ("CHROMIUM", &["chromium", "chromium-browser"]),
    };
    std::env::var_os(variable).is_some() || programs.iter().any(|program| process::find(program).is_some())
}

fn debian_package(browser: Browser) -> &'static str {
    match browser {
        Browser::Firefox => "firefox-esr",
        Browser::Chrome => "chromium",
    }
}
