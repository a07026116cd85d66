//! The compiler's door for JavaScript: a person's own lists in, what lies over the embedded rules and rules of Chrome out.
//!
//! What decides (`crate/wasm`) goes without all that reads lists: it is loaded at every wake-up, this when lists change.

mod own;

use bystander_core::{Engine, List};
use serde::Serialize;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use own::OwnList;

/// A person's own rules for `Core.setOverlay` of the same build.
///
/// # Errors
/// If the value is no array of lists, which types rule out.
#[wasm_bindgen(unchecked_return_type = "Compiled")]
#[expect(clippy::needless_pass_by_value, reason = "the shape wasm-bindgen wants")]
pub fn compile(lists: Vec<Ts<OwnList>>) -> Result<JsValue, JsError> {
    let lists = own_lists(&lists)?;
    let readings: Vec<_> = lists.iter().map(List::read).collect();
    let overlay = Engine::overlay(&readings);
    let compiled = own::compiled(&readings, &overlay);
    Ok(compiled.serialize(&serde_wasm_bindgen::Serializer::json_compatible().serialize_bytes_as_arrays(false))?)
}

/// A person's own rules as rules of Chrome, as many as it takes at run time.
///
/// # Errors
/// If the value is no array of lists, which types rule out.
#[wasm_bindgen(unchecked_return_type = "ConvertedRules")]
#[expect(clippy::needless_pass_by_value, reason = "the shape wasm-bindgen wants")]
pub fn convert(lists: Vec<Ts<OwnList>>) -> Result<JsValue, JsError> {
    let lists = own_lists(&lists)?;
    let readings: Vec<_> = lists.iter().map(List::read).collect();
    Ok(own::converted(&readings).serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

#[wasm_bindgen(typescript_custom_section)]
const RESULTS: &str = "
/** What lies over the embedded rules, how many rules that is, and what is to be said of the lines they come from. */
export interface Compiled {
    overlay: Uint8Array;
    rules: number;
    remarks: Remark[];
}

/** Rules of Chrome, and what is to be said of the lines they come from. */
export interface ConvertedRules {
    rules: chrome.declarativeNetRequest.Rule[];
    remarks: Remark[];
}
";

fn own_lists(lists: &[Ts<OwnList>]) -> Result<Vec<List>, JsError> {
    let lists: Result<Vec<OwnList>, _> = lists.iter().map(Ts::to_rust).collect();
    Ok(own::lists(lists?))
}
