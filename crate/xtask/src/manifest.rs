//! One manifest for each browser, from the one in the repository.
//!
//! Firefox silently ignores `excludedTopDomains` in static rules, so a ruleset it could see would do harm there; each
//! browser gets what it understands and no more.

use serde_json::{Map, Value};

use crate::Browser;
use crate::failure::Failure;

/// `manifest.json` as `browser` is to have it.
pub(crate) fn derive(source: &str, browser: Browser) -> Result<String, Failure> {
    let malformed = |error| Failure::Other(format!("manifest.json: {error}"));
    let mut manifest: Map<String, Value> = serde_json::from_str(source).map_err(malformed)?;
    let (keys, permissions): (&[&str], &[&str]) = match browser {
        Browser::Firefox => {
            (&["minimum_chrome_version", "declarative_net_request"], &["declarativeNetRequest", "offscreen"])
        }
        // Chrome grants webRequestBlocking to copies that an administrator forces, and warns of it in all others.
        Browser::Chrome => (&["browser_specific_settings"], &[]),
    };
    let background: &[&str] = match browser {
        Browser::Firefox => &["service_worker", "preferred_environment"],
        Browser::Chrome => &["scripts", "preferred_environment"],
    };
    remove(&mut manifest, keys);
    if let Some(Value::Object(entry)) = manifest.get_mut("background") {
        remove(entry, background);
    }
    if let Some(Value::Array(entries)) = manifest.get_mut("permissions") {
        entries.retain(|entry| !entry.as_str().is_some_and(|name| permissions.contains(&name)));
    }
    if browser == Browser::Firefox
        && let Some(Value::Array(entries)) = manifest.get_mut("web_accessible_resources")
    {
        // Firefox gives every copy of an extension an address of its own instead, and warns of the key.
        entries.iter_mut().filter_map(Value::as_object_mut).for_each(|entry| remove(entry, &["use_dynamic_url"]));
    }
    let text = serde_json::to_string_pretty(&manifest).map_err(malformed)?;
    Ok(text + "\n")
}

fn remove(object: &mut Map<String, Value>, keys: &[&str]) {
    for key in keys {
        object.shift_remove(*key);
    }
}
