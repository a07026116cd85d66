//! The one object that JavaScript holds.

use bystander_core::{self as core, Address, Catalogue, Engine, Moment};
use js_sys::Uint8Array;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use crate::domains::{CompanyDomains, SiteDomains};
use crate::files::Fetched;
use crate::judging::Judging;
use crate::policy::{Grantee, Policy};
use crate::shapes::{AddedHeader, Decoded, Owner, Request, Verdict};

/// The deciding core: an engine, the catalogue and the user's policy.
#[wasm_bindgen]
pub struct Core {
    pub(crate) engine: Engine,
    pub(crate) catalogue: Catalogue,
    pub(crate) policy: core::Policy,
    pub(crate) judging: Judging,
}

#[wasm_bindgen]
impl Core {
    /// Loads the engine's file and the catalogue's. The policy is the default until it is set.
    ///
    /// # Errors
    /// If a file was not written by this build.
    #[wasm_bindgen(constructor)]
    pub fn new(engine: &Uint8Array, catalogue: &Uint8Array) -> Result<Self, JsError> {
        let (engine, catalogue) = (Engine::load(&Fetched(engine))?, Catalogue::load(&Fetched(catalogue))?);
        Ok(Self { engine, catalogue, policy: core::Policy::default(), judging: Judging::default() })
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

    /// Lays a person's own rules, as the compiler made them, over the embedded ones, in place of any that were laid there
    /// before.
    ///
    /// # Errors
    /// If the compiler is not of this build, or the bytes are damaged; what lay there stays.
    #[wasm_bindgen(js_name = setOverlay)]
    pub fn set_overlay(&mut self, overlay: &Uint8Array) -> Result<(), JsError> {
        Ok(self.engine.set_overlay(&Fetched(overlay))?)
    }

    /// Takes a person's own rules away.
    #[wasm_bindgen(js_name = clearOverlay)]
    pub fn clear_overlay(&mut self) {
        self.engine.clear_overlay();
    }

    /// Decides what happens to a request at `now`, in milliseconds since 1970. Any strings get a verdict.
    ///
    /// # Errors
    /// If the value is no request, which types rule out.
    pub fn decide(&self, request: &Ts<Request>, now: f64) -> Result<Ts<Verdict>, JsError> {
        let facts = request.to_rust()?.into();
        let verdict = core::decide(&facts, &self.policy, &self.catalogue, &self.engine, Moment(now));
        Ok(Verdict::from(verdict).into_ts()?)
    }

    /// Headers that lists add to the response of a document.
    ///
    /// # Errors
    /// If the value is no request, which types rule out.
    #[wasm_bindgen(js_name = responseHeaders, unchecked_return_type = "AddedHeader[]")]
    pub fn response_headers(&self, request: &Ts<Request>, now: f64) -> Result<Vec<Ts<AddedHeader>>, JsError> {
        let facts = request.to_rust()?.into();
        let added = core::added_headers(&facts, &self.policy, &self.engine, Moment(now)).into_iter();
        added.map(|added| AddedHeader::from(added).into_ts().map_err(JsError::from)).collect()
    }

    /// Whose the URL's host is; `undefined` where nobody is known.
    ///
    /// # Errors
    /// Never.
    #[wasm_bindgen(unchecked_return_type = "Owner | undefined")]
    pub fn owner(&self, url: &str) -> Result<Option<Ts<Owner>>, JsError> {
        let address = Address::of_request(url);
        let owner = self.catalogue.owner(&address);
        let networks = self.catalogue.networks();
        owner.map(|owner| Owner::new(owner, networks).into_ts()).transpose().map_err(JsError::from)
    }

    /// Which hosts a permission for `grantee` covers; `undefined` if nobody of that name is known.
    ///
    /// # Errors
    /// If the value is no grantee, which types rule out.
    #[wasm_bindgen(js_name = grantedDomains, unchecked_return_type = "CompanyDomains | undefined")]
    pub fn granted_domains(&self, grantee: &Ts<Grantee>) -> Result<Option<Ts<CompanyDomains>>, JsError> {
        let grantee = grantee.to_rust()?.into();
        let company = self.catalogue.granted(&grantee);
        let domains = company.map(|company| (company, self.catalogue.companies().domains(company)));
        let known = domains.filter(|(_, known)| !known.domains.is_empty());
        known
            .map(|(company, domains)| CompanyDomains::new(company, domains).into_ts())
            .transpose()
            .map_err(JsError::from)
    }

    /// What pages of a site (a registrable domain) count as their own.
    ///
    /// # Errors
    /// Never.
    #[wasm_bindgen(js_name = siteDomains)]
    pub fn site_domains(&self, site: &str) -> Result<Ts<SiteDomains>, JsError> {
        Ok(SiteDomains::new(site, &self.catalogue).into_ts()?)
    }

    /// What a pixel's request would have told; `undefined` if it is none.
    ///
    /// # Errors
    /// Never.
    #[wasm_bindgen(unchecked_return_type = "Decoded | undefined")]
    #[expect(clippy::needless_pass_by_value, reason = "the shape wasm-bindgen wants")]
    pub fn decode(&self, url: &str, body: Option<String>) -> Result<Option<Ts<Decoded>>, JsError> {
        let decoded = self.catalogue.decode(url, body.as_deref().map(str::as_bytes));
        decoded.map(|decoded| Decoded::from(decoded).into_ts()).transpose().map_err(JsError::from)
    }

    /// The site (registrable domain) of an http(s) or ws(s) URL; `undefined` for any other text.
    pub fn site(&self, url: &str) -> Option<String> {
        let address = Address::of_request(url);
        let is_web = address.scheme() == core::address::Scheme::Web;
        address.site().filter(|_| is_web).map(str::to_owned)
    }
}
