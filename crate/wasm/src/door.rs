//! The one object that JavaScript holds.

use bystander_core::{self as core, Address, Engine, Moment};
use js_sys::Uint8Array;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::shapes::{Policy, Request, Verdict};

#[wasm_bindgen]
extern "C" {
    /// The global function of windows, workers and Node alike.
    #[wasm_bindgen(catch)]
    async fn fetch(url: &str) -> Result<JsValue, JsValue>;
}

/// The deciding core: an engine and the user's policy.
#[wasm_bindgen]
pub struct Core {
    engine: Engine,
    policy: core::Policy,
}

#[wasm_bindgen]
impl Core {
    /// Fetches the serialised engine and loads it. The policy is the default until it is set.
    ///
    /// # Errors
    /// If the file cannot be fetched or was not written by this build.
    #[wasm_bindgen(unchecked_return_type = "Core")]
    pub async fn load(#[wasm_bindgen(js_name = engineUrl)] engine_url: &str) -> Result<Self, JsError> {
        let bytes = bytes_of(engine_url).await.map_err(|error| unreadable(engine_url, &error))?;
        let engine = Engine::load(&bytes)?;
        Ok(Self { engine, policy: core::Policy::default() })
    }

    /// Replaces the user's policy for the decisions that follow.
    ///
    /// # Errors
    /// If the value is no policy, which types rule out.
    #[wasm_bindgen(js_name = setPolicy)]
    pub fn set_policy(&mut self, policy: &Ts<Policy>) -> Result<(), JsError> {
        self.policy = policy.to_rust()?.into();
        Ok(())
    }

    /// Decides what happens to a request at `now`, in milliseconds since 1970. Any strings get a verdict.
    ///
    /// # Errors
    /// If the value is no request, which types rule out.
    pub fn decide(&self, request: &Ts<Request>, now: f64) -> Result<Ts<Verdict>, JsError> {
        let facts = request.to_rust()?.into();
        let verdict = core::decide(&facts, &self.policy, &self.engine, Moment(now));
        Ok(Verdict::from(verdict).into_ts()?)
    }

    /// The site (registrable domain) of an http(s) or ws(s) URL; `undefined` for any other text.
    pub fn site(&self, url: &str) -> Option<String> {
        let address = Address::of_request(url);
        let is_web = address.scheme() == core::address::Scheme::Web;
        address.site().filter(|_| is_web).map(str::to_owned)
    }
}

async fn bytes_of(url: &str) -> Result<Vec<u8>, JsValue> {
    let response: Response = fetch(url).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from_str(&format!("status {}", response.status())));
    }
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn unreadable(url: &str, error: &JsValue) -> JsError {
    let text = error.as_string().or_else(|| error.dyn_ref::<js_sys::Error>().map(|error| error.message().into()));
    JsError::new(&format!("cannot fetch {url}: {}", text.unwrap_or_else(|| "unknown error".to_owned())))
}
