//! The way for what is asked often: a request's address through memory that both sides share, its documents by number,
//! and the verdict as one number. What the number means, `extension/background/verdicts.js` says in JavaScript's words.

use std::rc::Rc;

use bystander_core::catalogue::EntryPlace;
use bystander_core::engine::Cited;
use bystander_core::lists::{Methods, Stub};
use bystander_core::{Action, Address, Cause, Decision, Facts, Moment, RequestType, StandIn, judge};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use crate::door::Core;
use crate::shapes::Named;

/// Bytes of the longest address that goes this way.
const ROOM: usize = 16 << 10;

/// What one question leaves for the next.
pub(crate) struct Judging {
    /// Where JavaScript writes addresses.
    input: Vec<u8>,
    documents: Vec<Rc<Address>>,
    facts: Facts,
    /// Where the last request that was cleaned goes.
    cleaned: String,
}

impl Default for Judging {
    fn default() -> Self {
        let facts = Facts::new("", "", None, RequestType::Other, "GET");
        Self { input: vec![0; ROOM], documents: Vec::new(), facts, cleaned: String::new() }
    }
}

#[wasm_bindgen]
impl Core {
    /// The memory of this module. Its buffer is another one whenever it has grown.
    #[wasm_bindgen(getter, unchecked_return_type = "WebAssembly.Memory")]
    pub fn memory(&self) -> JsValue {
        wasm_bindgen::memory()
    }

    /// Where in the memory the address of a request is written before [`Core::judge`].
    #[wasm_bindgen(getter, js_name = inputAt)]
    pub fn input_at(&self) -> usize {
        self.judging.input.as_ptr() as usize
    }

    /// How many bytes there is room for.
    #[wasm_bindgen(getter, js_name = inputRoom)]
    pub fn input_room(&self) -> usize {
        self.judging.input.len()
    }

    /// The number by which a document is called from now on: a page or a frame.
    pub fn document(&mut self, url: &str) -> usize {
        self.judging.documents.push(Rc::new(Address::of_document(url)));
        self.judging.documents.len() - 1
    }

    /// Takes all numbers of documents back.
    #[wasm_bindgen(js_name = forgetDocuments)]
    pub fn forget_documents(&mut self) {
        self.judging.documents.clear();
    }

    /// The number of a type of request, whichever browser's word for it.
    #[wasm_bindgen(js_name = kindNumber)]
    pub fn kind_number(kind: &str) -> usize {
        kind.parse().unwrap_or(RequestType::Other) as usize
    }

    /// The number of an HTTP method.
    #[wasm_bindgen(js_name = methodNumber)]
    pub fn method_number(method: &str) -> u16 {
        Methods::named(method).bits()
    }

    /// [`Core::decide`] for the address that was written, of `length` bytes of ASCII, by numbers. From the lowest bit: 31
    /// of a place, 11 of a group, 4 each of a stub and of a cause, 3 of an action.
    pub fn judge(&mut self, length: usize, kind: usize, method: u16, page: usize, frame: usize, now: f64) -> f64 {
        let Self { engine, catalogue, policy, judging } = self;
        let Judging { input, documents, facts, cleaned } = judging;
        let url = input.get(..length).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default();
        let kind = RequestType::ALL.get(kind).copied().unwrap_or(RequestType::Other);
        let (Some(page), Some(frame)) = (documents.get(page), documents.get(frame)) else {
            // No document has a number that was not given out.
            return f64::NAN;
        };
        facts.set(url, page, frame, kind, Methods::of_bits(method));
        let decision = judge(facts, policy, catalogue, engine, Moment(now));
        let packed = packed(&decision);
        if let Some(url) = decision.url {
            *cleaned = url;
        }
        packed
    }

    /// Where the last request goes that was cleaned.
    #[wasm_bindgen(getter)]
    pub fn cleaned(&self) -> String {
        self.judging.cleaned.clone()
    }

    /// The ids of the lists that are embedded (0), or a person's own (1).
    #[wasm_bindgen(js_name = listIds)]
    pub fn list_ids(&self, depth: u8) -> Vec<String> {
        self.engine.lists(depth).to_vec()
    }

    /// The name of the company at a place.
    #[wasm_bindgen(js_name = companyAt)]
    pub fn company_at(&self, place: usize) -> Option<String> {
        self.catalogue.companies().name(place).map(str::to_owned)
    }

    /// The pixel of a network, by both places.
    ///
    /// # Errors
    /// Never.
    #[wasm_bindgen(js_name = pixelAt, unchecked_return_type = "Named | undefined")]
    pub fn pixel_at(&self, network: usize, pixel: usize) -> Result<Option<Ts<Named>>, JsError> {
        self.named(EntryPlace::Pixel { network, pixel })
    }

    /// The widget of a network, by both places.
    ///
    /// # Errors
    /// Never.
    #[wasm_bindgen(js_name = widgetAt, unchecked_return_type = "Named | undefined")]
    pub fn widget_at(&self, network: usize, widget: usize) -> Result<Option<Ts<Named>>, JsError> {
        self.named(EntryPlace::Widget { network, widget })
    }

    /// The file of `stubs/` that a number of a stub stands for.
    #[wasm_bindgen(js_name = stubFile)]
    pub fn stub_file(number: u8) -> Option<String> {
        let stub = if number == WIDGET {
            Some(StandIn::Widget)
        } else {
            Stub::numbered(number.wrapping_sub(1)).map(StandIn::Stub)
        };
        stub.map(|stub| stub.file().to_owned())
    }
}

impl Core {
    fn named(&self, place: EntryPlace) -> Result<Option<Ts<Named>>, JsError> {
        let entry = self.catalogue.entry(place);
        let named = entry.map(|entry| Named { network: entry.network().id.clone(), name: entry.name().to_owned() });
        named.map(|named| named.into_ts()).transpose().map_err(JsError::from)
    }
}

/// The number of [`StandIn::Widget`]; lists' stubs are counted from 1.
const WIDGET: u8 = 15;

/// See [`Core::judge`].
fn packed(decision: &Decision) -> f64 {
    let listed = |cited: Cited| (cited.list << 1 | usize::from(cited.depth), cited.line as usize);
    let (cause, (group, place)) = match decision.cause {
        Cause::None => (0, (0, 0)),
        Cause::Rule(cited) => (1, listed(cited)),
        Cause::ExceptionRule(cited) => (2, listed(cited)),
        Cause::SiteException(place) => (3, (0, place)),
        Cause::Permission(place) => (4, (0, place)),
        Cause::Entry(EntryPlace::Pixel { network, pixel }) => (5, (network, pixel)),
        Cause::Entry(EntryPlace::Widget { network, widget }) => (6, (network, widget)),
        Cause::Company(place) => (7, (0, place)),
        Cause::Strict => (8, (0, 0)),
        Cause::Unsupported => (9, (0, 0)),
    };
    let action = match decision.action {
        Action::Allow => 0,
        Action::Strip => 1,
        Action::Clean => 2,
        Action::Replace => 3,
        Action::Block => 4,
    };
    let stub = match decision.stub {
        None => 0,
        Some(StandIn::Stub(stub)) => u32::from(stub.number()) + 1,
        Some(StandIn::Widget) => u32::from(WIDGET),
    };
    let limited = |number: usize, bits: u32| u32::try_from(number).unwrap_or(u32::MAX).min((1 << bits) - 1);
    let high = action << 19 | cause << 15 | stub << 11 | limited(group, 11);
    f64::from(high) * f64::from(1u32 << 31) + f64::from(limited(place, 31))
}
